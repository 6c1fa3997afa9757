package retrace.infra.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import retrace.infra.chaos.EventLog.Entry;
import retrace.infra.chaos.StoreUnderTest.Seen;

/**
 * Compares what was on show with what the recordings show and the events say, once all has settled. Shares no code with
 * what it checks: events are read as JSON, files are decoded by FFmpeg's own program, sums are counted anew.
 */
final class Checker {

    /** Two numbers that reach the relay faster one after the other than this may fall into one frame. */
    private static final Duration FRAME = Duration.ofMillis(40);

    private final StoreUnderTest store;
    private final EventLog log;
    private final List<Kill> kills;
    private final Path scratch;
    private final List<String> faults = new ArrayList<>();
    private final Map<String, Set<Long>> recorded = new HashMap<>();
    private int segments;
    private long frames;

    Checker(StoreUnderTest store, EventLog log, List<Kill> kills, Path scratch) {
        this.store = store;
        this.log = log;
        this.kills = List.copyOf(kills);
        this.scratch = scratch;
    }

    Verdict check(List<Shown> shown) throws IOException, InterruptedException {
        Map<String, Long> objects = store.objects().stream().collect(Collectors.toMap(Seen::name, Seen::generation));
        checkSegments(objects);
        checkSessions();
        checkObjects(objects.keySet());
        return compare(shown);
    }

    private void checkSegments(Map<String, Long> objects) throws IOException, InterruptedException {
        Map<String, String> lastSha256 = new HashMap<>();
        for (Entry closed : log.named("segment-closed")) {
            segments++;
            JsonNode segment = closed.event().path("segment");
            String session = closed.aggregate();
            @Nullable String previous = segment.path("previousSha256").asText(null);
            if (!Objects.equals(previous, lastSha256.get(session))) {
                faults.add(session + ": " + name(segment) + " does not follow the segment before it");
            }
            lastSha256.put(session, segment.path("object").path("sha256").asText());
            checkObject(session, segment, objects);
        }
    }

    private static String name(JsonNode segment) {
        return segment.path("object").path("name").asText();
    }

    private void checkObject(String session, JsonNode segment, Map<String, Long> objects)
            throws IOException, InterruptedException {
        JsonNode object = segment.path("object");
        String name = name(segment);
        if (!Objects.equals(objects.get(name), object.path("generation").asLong())) {
            faults.add(name + " is in the store in generation " + objects.get(name) + " instead of "
                    + object.path("generation"));
            return;
        }
        Path copy = scratch.resolve("segment.mp4");
        store.copy(name, copy);
        checkSums(copy, object);
        RecordedFrames shown = RecordedFrames.of(copy);
        if (!shown.complaints().isEmpty()) {
            faults.add(name + " does not decode: " + shown.complaints());
        }
        if (shown.counters().size() != segment.path("frames").asInt()) {
            faults.add(name + " has " + shown.counters().size() + " frames instead of " + segment.path("frames"));
        }
        frames += shown.counters().size();
        note(session, name, shown.counters());
        Files.delete(copy);
    }

    private void checkSums(Path copy, JsonNode object) throws IOException {
        CRC32C crc32c = new CRC32C();
        MessageDigest sha256 = newDigest();
        try (InputStream in = Files.newInputStream(copy)) {
            byte[] buffer = in.readNBytes(1 << 20);
            while (buffer.length > 0) {
                crc32c.update(buffer, 0, buffer.length);
                sha256.update(buffer);
                buffer = in.readNBytes(1 << 20);
            }
        }
        String name = object.path("name").asText();
        if (Files.size(copy) != object.path("sizeBytes").asLong()) {
            faults.add(name + " has " + Files.size(copy) + " bytes instead of " + object.path("sizeBytes"));
        }
        if (!HexFormat.of()
                .toHexDigits((int) crc32c.getValue())
                .equals(object.path("crc32c").asText())) {
            faults.add(name + " has another CRC32C than its event");
        }
        if (!HexFormat.of()
                .formatHex(sha256.digest())
                .equals(object.path("sha256").asText())) {
            faults.add(name + " has another SHA-256 than its event");
        }
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private void note(String session, String name, List<OptionalLong> counters) {
        Set<Long> numbers = recorded.computeIfAbsent(session, unseen -> new HashSet<>());
        long last = -1;
        for (OptionalLong counter : counters) {
            if (counter.isPresent()) {
                if (counter.getAsLong() < last) {
                    faults.add(name + " goes back from " + last + " to " + counter.getAsLong());
                }
                last = counter.getAsLong();
                numbers.add(last);
            }
        }
    }

    /** Each has ended, once, and none of its segments is left unfinished. */
    private void checkSessions() {
        for (Entry started : log.named("session-started")) {
            String session = started.aggregate();
            Map<String, String> fates = new HashMap<>();
            int ends = 0;
            boolean relayLost = log.of(session).stream()
                    .anyMatch(entry -> entry.event().path("reason").asText().equals("RELAY_LOST"));
            for (Entry entry : log.of(session)) {
                switch (entry.name()) {
                    case "session-ended" -> ends++;
                    case "segment-opened" ->
                        fates.put(entry.event().path("segment").asText(), "opened");
                    case "segment-closed" ->
                        fates.put(entry.event().path("segment").path("segment").asText(), "closed");
                    case "segment-failed", "segment-quarantined" -> {
                        if (entry.name().equals("segment-quarantined") || !relayLost) {
                            faults.add(session + ": " + entry.name() + " " + entry.event());
                        } // it had nothing durable yet; whether that was too long ago, the numbers say
                        fates.put(entry.event().path("segment").asText(), "failed");
                    }
                    default -> {} // nothing to compare
                }
            }
            if (ends != 1) {
                faults.add(session + " has ended " + ends + " times");
            }
            fates.forEach((segment, fate) -> {
                if (fate.equals("opened")) {
                    faults.add(session + ": " + segment + " is unfinished");
                }
            });
        }
    }

    /** The store has the closed segments and nothing besides, but for the seal on the event log. */
    private void checkObjects(Set<String> objects) {
        Set<String> left = new HashSet<>(objects);
        left.removeIf(name -> name.startsWith("event-log/"));
        log.named("segment-closed")
                .forEach(closed -> left.remove(name(closed.event().path("segment"))));
        if (!left.isEmpty()) {
            faults.add(left.size() + " objects that no event knows: "
                    + left.stream().sorted().limit(5).toList());
        }
    }

    private Verdict compare(List<Shown> shown) {
        long due = 0;
        long excused = 0;
        long lost = 0;
        for (Shown one : shown) {
            Set<Long> numbers = recorded.getOrDefault(one.session(), Set.of());
            List<String> missing = new ArrayList<>();
            for (Sighting sighting : one.sightings()) {
                boolean isThere = numbers.contains(sighting.counter());
                if (kills.stream().anyMatch(kill -> kill.excuses(sighting))) {
                    excused += isThere ? 0 : 1;
                } else if (isThere || !isPassedBy(sighting, one.painted())) {
                    due++;
                    if (!isThere) {
                        missing.add(told(sighting, one.painted()));
                    }
                }
            }
            lost += missing.size();
            if (!missing.isEmpty()) {
                faults.add(one.session() + ": " + missing.size() + " of "
                        + one.sightings().size() + " numbers are in no recording, the first of them "
                        + missing.stream().limit(5).toList());
            }
        }
        return new Verdict(shown.size(), segments, frames, due, excused, lost, List.copyOf(faults));
    }

    /**
     * It may have been on show for less than a frame: the next one was painted before, or so shortly after, it was seen.
     * When the next one was seen says nothing, since whoever looks may have been late.
     */
    private static boolean isPassedBy(Sighting sighting, Map<Long, Long> painted) {
        Long next = painted.get(sighting.counter() + 1);
        return next != null && next - sighting.nanoTime() < FRAME.toNanos();
    }

    private String told(Sighting sighting, Map<Long, Long> painted) {
        Long next = painted.get(sighting.counter() + 1);
        String shown = next == null ? "to the end" : millis(next - sighting.nanoTime()) + " ms";
        String before = kills.stream()
                .map(Kill::from)
                .filter(kill -> kill >= sighting.nanoTime())
                .min(Long::compare)
                .map(kill -> ", " + millis(kill - sighting.nanoTime()) + " ms before a kill")
                .orElse("");
        return sighting.counter() + " (on show " + shown + before + ")";
    }

    private static long millis(long nanos) {
        return Duration.ofNanos(nanos).toMillis();
    }
}
