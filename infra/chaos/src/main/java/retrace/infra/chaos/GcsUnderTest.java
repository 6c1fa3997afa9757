package retrace.infra.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import retrace.infra.chaos.Fault.ClosingStep;
import retrace.infra.chaos.Fault.Trouble;
import retrace.relay.testing.gcs.Bucket;
import retrace.relay.testing.gcs.Fault.AnswerLate;
import retrace.relay.testing.gcs.Fault.CutAnswer;
import retrace.relay.testing.gcs.Fault.CutRequest;
import retrace.relay.testing.gcs.Fault.Refuse;
import retrace.relay.testing.gcs.Fault.RefuseAfterDoing;
import retrace.relay.testing.gcs.GcsObject;
import retrace.relay.testing.gcs.GcsServer;
import retrace.relay.testing.gcs.Operation;

/** A bucket of a server that speaks Google Cloud Storage's API, in this process: it outlives the deployment. */
final class GcsUnderTest implements StoreUnderTest, GcsServer.Watch {

    private static final String BUCKET = "chaos";
    private static final Duration LATE = Duration.ofSeconds(2);

    private final GcsServer server;
    private final Bucket bucket;
    private final Map<ClosingStep, Runnable> waiting = new EnumMap<>(ClosingStep.class);

    GcsUnderTest() throws IOException {
        server = GcsServer.start(InstantSource.system());
        bucket = server.bucket(BUCKET);
        server.watch(this);
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "retrace.relay.store.kind",
                "gcs",
                "retrace.relay.store.gcs.bucket",
                BUCKET,
                "retrace.relay.store.gcs.endpoint",
                server.uri().toString());
    }

    @Override
    public void misbehave(Trouble trouble) {
        retrace.relay.testing.gcs.Fault fault = switch (trouble) {
            case REFUSES -> new Refuse(503);
            case TOO_MANY -> new Refuse(429);
            case SLOW -> new AnswerLate(LATE);
            case CUTS -> new CutRequest();
            case LIES -> new RefuseAfterDoing(500);
        };
        for (Operation operation : Operation.values()) {
            boolean reads = operation == Operation.DOWNLOAD || operation == Operation.LIST;
            server.faults().always(operation, trouble == Trouble.CUTS && reads ? new CutAnswer() : fault);
        }
    }

    @Override
    public void behave() {
        server.faults().none();
    }

    @Override
    public synchronized void atNext(ClosingStep step, Runnable action) {
        waiting.put(step, action);
    }

    @Override
    public void before(Operation operation) {
        switch (operation) {
            case MULTIPART_UPLOAD, RESUMABLE_START -> reached(ClosingStep.PART_BEGUN);
            case COMPOSE -> reached(ClosingStep.COMPOSE_BEGUN);
            default -> {} // no step of a closing begins with it
        }
    }

    @Override
    public void after(Operation operation) {
        switch (operation) {
            case MULTIPART_UPLOAD, RESUMABLE_CHUNK ->
                reached(newestName().endsWith("/header") ? ClosingStep.HEADER_STORED : ClosingStep.PART_STORED);
            case COMPOSE -> reached(ClosingStep.COMPOSED);
            case DELETE -> reached(ClosingStep.PARTS_DELETED);
            default -> {} // no step of a closing ends with it
        }
    }

    private String newestName() {
        return bucket.objects().stream()
                .max(Comparator.comparingLong(GcsObject::generation))
                .map(GcsObject::name)
                .orElse("");
    }

    private void reached(ClosingStep step) {
        @Nullable Runnable action;
        synchronized (this) {
            action = waiting.remove(step);
        }
        if (action != null) {
            action.run();
        }
    }

    @Override
    public List<Seen> objects() {
        return bucket.objects().stream()
                .map(object -> new Seen(object.name(), object.generation()))
                .toList();
    }

    @Override
    public void copy(String name, Path target) throws IOException {
        Files.write(
                target,
                bucket.find(name)
                        .orElseThrow(() -> new IOException("there is no " + name))
                        .content());
    }

    @Override
    public void close() {
        server.close();
    }
}
