package retrace.infra.chaos;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import retrace.infra.chaos.EventLog.Entry;

/** A session from its start to its end, as the events tell it. */
record Life(String session, Instant startedAt, Instant endedAt, String reason) {

    /** Of all sessions that have ended. */
    static List<Life> allIn(EventLog log) {
        Map<String, Entry> started =
                log.named("session-started").stream().collect(Collectors.toMap(Entry::aggregate, Function.identity()));
        return log.named("session-ended").stream()
                .filter(ended -> started.containsKey(ended.aggregate()))
                .map(ended -> new Life(
                        ended.aggregate(),
                        at(started.getOrDefault(ended.aggregate(), ended)),
                        at(ended),
                        ended.event().path("reason").asText()))
                .toList();
    }

    private static Instant at(Entry entry) {
        return Instant.parse(entry.event().path("at").asText());
    }
}
