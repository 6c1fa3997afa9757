package retrace.relay.effects;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.QueryHandler;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.axonframework.queryhandling.annotation.AnnotationQueryHandlerAdapter;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.recording.DueSegments;
import retrace.kernel.recording.DueSegments.Due;
import retrace.kernel.session.DeletionOutcome;
import retrace.kernel.session.SessionCommand.ExpireSegment;
import retrace.kernel.session.SessionCommand.ReportDeletion;
import retrace.kernel.session.SessionCommand.ReportFailedDeletion;
import retrace.relay.store.ObjectVersion;

/** A command side and a query side that know recordings whose time is over, and nothing else, on buses of their own. */
final class ExpiringRecordings {

    /** What happened to a segment, in order. */
    record Fact(SegmentId segment, String what) {}

    private static final class Recording {
        private final Due due;
        private final ObjectVersion object;
        private boolean held;
        private boolean decided;
        private boolean deleted;
        private @Nullable String lastFailure;

        private Recording(Due due, ObjectVersion object) {
            this.due = due;
            this.object = object;
        }
    }

    private final Map<SegmentId, Recording> recordings = new LinkedHashMap<>();
    private final List<Fact> facts = new ArrayList<>();
    private final SimpleCommandBus commandBus = SimpleCommandBus.builder().build();
    private final SimpleQueryBus queryBus = SimpleQueryBus.builder().build();
    private int reportsToLose;
    private boolean silent;

    ExpiringRecordings() {
        new AnnotationCommandHandlerAdapter<>(this).subscribe(commandBus);
        new AnnotationQueryHandlerAdapter<>(this).subscribe(queryBus);
    }

    CommandGateway commands() {
        return DefaultCommandGateway.builder().commandBus(commandBus).build();
    }

    QueryGateway queries() {
        return DefaultQueryGateway.builder().queryBus(queryBus).build();
    }

    synchronized SegmentId due(ObjectVersion object, Instant endedAt) {
        Due due = new Due(SessionId.create(), SegmentId.create(), endedAt);
        recordings.put(due.segment(), new Recording(due, object));
        return due.segment();
    }

    synchronized void hold(SegmentId segment) {
        known(segment).held = true;
    }

    synchronized void release(SegmentId segment) {
        known(segment).held = false;
    }

    synchronized void loseReports(int count) {
        reportsToLose = count;
    }

    synchronized void beSilent() {
        silent = true;
    }

    synchronized List<String> factsOf(SegmentId segment) {
        return facts.stream()
                .filter(fact -> fact.segment().equals(segment))
                .map(Fact::what)
                .toList();
    }

    private Recording known(SegmentId segment) {
        Recording recording = recordings.get(segment);
        if (recording == null) {
            throw new IllegalStateException("no " + segment);
        }
        return recording;
    }

    /** Answers with what is held too, as a read model that is behind does. */
    @QueryHandler
    synchronized DueSegments.Found handle(DueSegments query) {
        if (silent) {
            throw new IllegalStateException("the database is away");
        }
        Comparator<Due> order = Comparator.comparing(Due::endedAt)
                .thenComparing(due -> due.segment().value());
        Due after = query.after();
        return new DueSegments.Found(recordings.values().stream()
                .filter(recording -> !recording.deleted)
                .map(recording -> recording.due)
                .filter(due -> after == null || order.compare(due, after) > 0)
                .sorted(order)
                .limit(query.limit())
                .toList());
    }

    @CommandHandler
    synchronized DeletionOutcome handle(ExpireSegment command) {
        Recording recording = known(command.segment());
        if (recording.deleted) {
            return new DeletionOutcome.Gone();
        }
        if (recording.held && !recording.decided) {
            return new DeletionOutcome.Held(Set.of("Case 7"));
        }
        if (!recording.decided) {
            recording.decided = true;
            facts.add(new Fact(command.segment(), "decided"));
        }
        return new DeletionOutcome.Delete(recording.object.name(), recording.object.generation());
    }

    @CommandHandler
    synchronized void handle(ReportDeletion command) {
        if (reportsToLose > 0) {
            reportsToLose--;
            throw new IllegalStateException("the event store is away");
        }
        Recording recording = known(command.segment());
        if (recording.decided && !recording.deleted) {
            recording.deleted = true;
            facts.add(new Fact(command.segment(), "expired"));
        }
    }

    @CommandHandler
    synchronized void handle(ReportFailedDeletion command) {
        Recording recording = known(command.segment());
        if (recording.decided && !recording.deleted && !command.why().equals(recording.lastFailure)) {
            recording.lastFailure = command.why();
            facts.add(new Fact(command.segment(), command.why()));
        }
    }
}
