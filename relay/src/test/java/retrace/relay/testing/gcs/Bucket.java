package retrace.relay.testing.gcs;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import retrace.relay.testing.gcs.ObjectResource.Wanted;

/** The objects of one bucket, without versioning. Each change is made whole or not at all. Thread-safe. */
public final class Bucket {

    private static final int NAME_BYTES_MAX = 1024;
    static final int SOURCES_MAX = 32;

    private final String name;
    private final InstantSource clock;
    private final NavigableMap<String, GcsObject> live = new TreeMap<>();
    private long lastGeneration;
    private @Nullable String defaultKmsKey;

    Bucket(String name, InstantSource clock) {
        this.name = name;
        this.clock = clock;
    }

    public String name() {
        return name;
    }

    public synchronized void encryptWith(String kmsKey) {
        defaultKmsKey = kmsKey;
    }

    synchronized @Nullable String defaultKmsKey() {
        return defaultKmsKey;
    }

    public synchronized List<GcsObject> objects() {
        return List.copyOf(live.values());
    }

    public synchronized Optional<GcsObject> find(String object) {
        return Optional.ofNullable(live.get(object));
    }

    synchronized void check(String object, Conditions conditions) {
        conditions.require(live.get(object), false);
    }

    /** @param kmsKey as a parameter of the request, null for none */
    synchronized GcsObject create(
            String object, Wanted wanted, @Nullable String kmsKey, byte[] content, Conditions conditions) {
        wanted.requireSums(content);
        return put(object, wanted, kmsKey, content, 0, conditions);
    }

    /** What is composed, in a certain generation where one was given. */
    record Source(String name, Optional<Long> generation, Optional<Long> ifGenerationMatch) {}

    synchronized GcsObject compose(
            String object, Wanted wanted, @Nullable String kmsKey, List<Source> sources, Conditions conditions) {
        if (sources.isEmpty() || sources.size() > SOURCES_MAX) {
            throw ApiError.invalid(
                    "The number of source components provided (" + sources.size() + ") is not between 1 and 32.");
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        int components = 0;
        for (Source source : sources) {
            GcsObject from = live(source.name(), source.generation());
            if (source.ifGenerationMatch().isPresent()
                    && source.ifGenerationMatch().get() != from.generation()) {
                throw ApiError.conditionNotMet();
            }
            content.writeBytes(from.content());
            components += Math.max(1, from.components());
        }
        return put(object, wanted, kmsKey, content.toByteArray(), components, conditions);
    }

    private GcsObject put(
            String object,
            Wanted wanted,
            @Nullable String kmsKey,
            byte[] content,
            int components,
            Conditions conditions) {
        requireName(object);
        GcsObject before = live.get(object);
        conditions.require(before, false);
        if (before != null && before.isHeld()) {
            throw ApiError.held(name, object);
        }
        Instant now = clock.instant();
        GcsObject created = new GcsObject(
                object,
                nextGeneration(now),
                1,
                content,
                components,
                wanted.text("contentType").orElse("application/octet-stream"),
                wanted.textOr("contentDisposition", null),
                wanted.metadataOver(Map.of()),
                wanted.customTimeOr(null),
                wanted.flagOr("temporaryHold", false),
                wanted.flagOr("eventBasedHold", false),
                kmsKey == null ? wanted.textOr("kmsKeyName", defaultKmsKey) : kmsKey,
                now,
                now);
        live.put(object, created);
        return created;
    }

    private static void requireName(String object) {
        int length = object.getBytes(StandardCharsets.UTF_8).length;
        if (length == 0
                || length > NAME_BYTES_MAX
                || object.indexOf('\n') >= 0
                || object.indexOf('\r') >= 0
                || object.equals(".")
                || object.equals("..")) {
            throw ApiError.invalid("Invalid object name.");
        }
    }

    /** Microseconds, as the service's look; what matters is that they rise. */
    private long nextGeneration(Instant now) {
        lastGeneration = Math.max(lastGeneration + 1, ChronoUnit.MICROS.between(Instant.EPOCH, now));
        return lastGeneration;
    }

    synchronized GcsObject read(String object, Optional<Long> generation, Conditions conditions) {
        GcsObject found = live(object, generation);
        conditions.require(found, true);
        return found;
    }

    private GcsObject live(String object, Optional<Long> generation) {
        GcsObject found = live.get(object);
        if (found == null || generation.isPresent() && generation.get() != found.generation()) {
            throw ApiError.noObject(name, object);
        }
        return found;
    }

    synchronized GcsObject patch(String object, Optional<Long> generation, Wanted wanted, Conditions conditions) {
        GcsObject before = live(object, generation);
        conditions.require(before, false);
        GcsObject after = new GcsObject(
                before.name(),
                before.generation(),
                before.metageneration() + 1,
                before.content(),
                before.components(),
                wanted.json().has("contentType")
                        ? wanted.text("contentType").orElse("application/octet-stream")
                        : before.contentType(),
                wanted.textOr("contentDisposition", before.contentDisposition()),
                wanted.metadataOver(before.metadata()),
                wanted.customTimeOr(before.customTime()),
                wanted.flagOr("temporaryHold", before.temporaryHold()),
                wanted.flagOr("eventBasedHold", before.eventBasedHold()),
                before.kmsKey(),
                before.created(),
                clock.instant());
        live.put(object, after);
        return after;
    }

    synchronized void delete(String object, Optional<Long> generation, Conditions conditions) {
        GcsObject found = live(object, generation);
        conditions.require(found, false);
        if (found.isHeld()) {
            throw ApiError.held(name, object);
        }
        live.remove(object);
    }

    /** Those whose name comes after {@code after}, in their order. */
    synchronized List<GcsObject> after(String after) {
        return List.copyOf(live.tailMap(after, false).values());
    }
}
