package retrace.query.eventlog.evidence;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import retrace.kernel.session.SessionEvent;
import retrace.kernel.wire.EventNames;
import retrace.kernel.wire.WireJson;
import retrace.query.eventlog.EventEncoding.Decoded;
import retrace.query.eventlog.verify.Finding;
import retrace.query.eventlog.verify.Findings;
import retrace.query.eventlog.verify.SessionFold;
import retrace.query.eventlog.verify.SessionFold.Recording;

/**
 * What the events of an archive say together.
 *
 * @param session empty where there is none, or there are several
 */
record SessionHistory(String session, List<Recording> recordings, List<String> problems) {

    private static final ObjectMapper JSON = WireJson.mapper();

    static SessionHistory of(List<Decoded> events) {
        List<Decoded> own = events.stream()
                .filter(event -> event.aggregate().startsWith("session-"))
                .sorted(Comparator.comparingLong(Decoded::sequence))
                .toList();
        List<String> problems = new ArrayList<>();
        TreeSet<String> sessions = own.stream().map(Decoded::aggregate).collect(Collectors.toCollection(TreeSet::new));
        if (sessions.size() != 1) {
            problems.add(
                    sessions.isEmpty()
                            ? "There are no events of a session."
                            : "There are events of several sessions: " + sessions.first() + ", " + sessions.last()
                                    + ".");
            return new SessionHistory("", List.of(), problems);
        }
        Findings findings = new Findings();
        SessionFold fold = new SessionFold(findings);
        long expected = 0;
        for (Decoded event : own) {
            if (event.sequence() != expected) {
                problems.add("Of " + event.aggregate() + " the events before number " + event.sequence()
                        + " are not all there: number " + expected + " is missing or there twice.");
            }
            expected = event.sequence() + 1;
            read(event, problems).ifPresent(fold::apply);
        }
        findings.kept().stream().map(Finding::sentence).forEach(problems::add);
        List<Recording> recordings = new ArrayList<>();
        fold.recordings().forEach(recordings::add);
        return new SessionHistory(sessions.first(), List.copyOf(recordings), List.copyOf(problems));
    }

    private static Optional<SessionEvent> read(Decoded event, List<String> problems) {
        @Nullable Class<?> type = EventNames.eventNamed(event.payloadType()).orElse(null);
        try {
            if (type != null && JSON.readValue(event.payload(), type) instanceof SessionEvent read) {
                return Optional.of(read);
            }
        } catch (IOException | IllegalArgumentException e) {
            // said below
        }
        problems.add("Event number " + event.sequence() + " of " + event.aggregate() + " (" + event.payloadType()
                + ") is not known to this version; what it says of recordings is not checked.");
        return Optional.empty();
    }
}
