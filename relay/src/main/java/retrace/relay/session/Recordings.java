package retrace.relay.session;

import java.time.InstantSource;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.relay.lease.Lease;
import retrace.relay.recording.SegmentJournal;
import retrace.relay.recording.SessionRecording;

/** Begins the recording of a session. */
public interface Recordings {

    /**
     * @param lease without which nothing is to be written
     * @param clock the session's, which never goes back
     */
    SessionRecording begin(TeamId team, SessionId session, Lease lease, SegmentJournal journal, InstantSource clock);
}
