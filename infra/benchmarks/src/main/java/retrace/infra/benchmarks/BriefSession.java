package retrace.infra.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import retrace.kernel.endpoint.Reachability;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.platform.Platform;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.recording.StoredObject;
import retrace.kernel.recording.View;
import retrace.kernel.session.EndReason;
import retrace.kernel.session.SessionCommand;
import retrace.kernel.session.SessionCommand.CloseSegment;
import retrace.kernel.session.SessionCommand.CloseView;
import retrace.kernel.session.SessionCommand.EndSession;
import retrace.kernel.session.SessionCommand.OpenSegment;
import retrace.kernel.session.SessionCommand.OpenView;
import retrace.kernel.session.SessionCommand.StartSession;
import retrace.kernel.session.ViewerKind;
import retrace.kernel.team.Caller;

/** A recorded session of a second: what a relay would report of it, without pixels. */
record BriefSession(SessionId session, EndpointId endpoint, Caller technician) {

    private static final View VIEW = new View(1, "Monitor 1", FrameRate.DEFAULT, 1920, 1080);

    /** Of which so many events come. */
    static final int EVENTS = 9;

    /** @param after the session's start */
    record Step(Duration after, SessionCommand command) {}

    StartSession start() {
        return new StartSession(
                session,
                endpoint,
                1,
                FrameRate.DEFAULT,
                technician,
                Platform.WINDOWS,
                ViewerKind.VNC_VIEWER,
                new Reachability.Reachable("3.8"));
    }

    /** What follows the start, in its order. */
    List<Step> steps(Instant start) {
        SegmentId segment = SegmentId.create();
        Instant ended = start.plusMillis(800);
        return List.of(
                new Step(Duration.ofMillis(100), new OpenView(session, VIEW, start)),
                new Step(Duration.ofMillis(300), new OpenSegment(session, segment, VIEW, start)),
                new Step(Duration.ofMillis(800), new CloseView(session, start, ended)),
                new Step(Duration.ofMillis(900), new EndSession(session, EndReason.TECHNICIAN_LEFT, "")),
                new Step(Duration.ofMillis(1000), new CloseSegment(session, closed(segment, start, ended))));
    }

    private ClosedSegment closed(SegmentId segment, Instant start, Instant ended) {
        return new ClosedSegment(
                segment,
                VIEW,
                start,
                ended,
                ended,
                8,
                CloseReason.SESSION_ENDED,
                new StoredObject(session + "/" + segment + ".mp4", 1, 4096, "0".repeat(8), "0".repeat(64)),
                null);
    }
}
