package retrace.relay.session;

import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.relay.recording.SegmentJournal;
import retrace.relay.recording.SessionRecording;

/** Begins the recording of a session. */
public interface Recordings {

    SessionRecording begin(TeamId team, SessionId session, SegmentJournal journal);
}
