package retrace.query.eventlog.evidence;

import java.util.List;
import retrace.query.eventlog.note.TreeHead;

/**
 * What went into an archive, or was found in one.
 *
 * @param session whose it is, empty where that could not be found out
 * @param events that are proved to be in the log
 * @param recordings that are as their events say
 * @param bytes of them
 * @param head under which the events are
 * @param problems sentences; none where all is well
 */
public record EvidenceReport(
        String session, int events, int recordings, long bytes, TreeHead head, List<String> problems) {

    public EvidenceReport {
        problems = List.copyOf(problems);
    }
}
