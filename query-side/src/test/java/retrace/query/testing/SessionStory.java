package retrace.query.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.HoldId;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.platform.Platform;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.recording.StoredObject;
import retrace.kernel.recording.View;
import retrace.kernel.session.EndReason;
import retrace.kernel.session.SessionEvent;
import retrace.kernel.session.ViewerKind;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Actor;

/** Tells what happens to one session, event by event, a second apart. */
public final class SessionStory {

    public static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    public static final Actor ADA = new Actor(AccountId.create(), "Ada Lovelace");

    public final SessionId session = SessionId.create();
    public final TeamId team;
    private final List<Happening> happenings = new ArrayList<>();
    private EndpointId endpoint = EndpointId.create();
    private String endpointName = "Front desk";
    private AccessKind accessKind = AccessKind.UNATTENDED;
    private Actor technician = ADA;
    private Instant now = NOON;
    private boolean recorded = true;

    public SessionStory(TeamId team) {
        this.team = team;
    }

    public SessionStory on(EndpointId other, String name) {
        endpoint = other;
        endpointName = name;
        return this;
    }

    public SessionStory by(Actor other) {
        technician = other;
        return this;
    }

    public SessionStory at(Instant start) {
        now = start;
        return this;
    }

    public SessionStory attended() {
        accessKind = AccessKind.ATTENDED;
        return this;
    }

    public SessionStory unrecorded() {
        recorded = false;
        return this;
    }

    public SessionStory started() {
        return then(new SessionEvent.SessionStarted(
                session,
                team,
                endpoint,
                endpointName,
                Platform.LINUX,
                accessKind,
                null,
                technician,
                null,
                ViewerKind.CONSOLE,
                recorded,
                now));
    }

    /** As it is refused where the endpoint is not known. */
    public SessionStory refused(String code, String message, @Nullable String knownAs) {
        return then(new SessionEvent.SessionRefused(
                session,
                team,
                endpoint,
                knownAs,
                knownAs == null ? null : Platform.LINUX,
                knownAs == null ? null : accessKind,
                technician,
                null,
                ViewerKind.VNC_VIEWER,
                code,
                message,
                now));
    }

    public SessionStory viewOpened(View view) {
        return then(new SessionEvent.ViewOpened(session, team, view, now));
    }

    public SessionStory segmentOpened(SegmentId segment, View view) {
        return then(new SessionEvent.SegmentOpened(session, team, segment, view, now));
    }

    public SessionStory segmentClosed(SegmentId segment, View view) {
        Instant end = now;
        return then(new SessionEvent.SegmentClosed(
                session,
                team,
                new ClosedSegment(
                        segment,
                        view,
                        end.minusSeconds(10),
                        end.minusSeconds(1),
                        end,
                        42,
                        CloseReason.SESSION_ENDED,
                        new StoredObject("a/b/c.mp4", 7, 123_456, "0a1b2c3d", "ab".repeat(32)),
                        null),
                now));
    }

    public SessionStory segmentFailed(SegmentId segment) {
        return then(new SessionEvent.SegmentFailed(session, team, segment, "The disk was full.", now));
    }

    public SessionStory segmentQuarantined(SegmentId segment) {
        return then(new SessionEvent.SegmentQuarantined(
                session, team, segment, "It cannot be decoded.", List.of("quarantine/a/b/c.mp4"), now));
    }

    public SessionStory segmentMissing(SegmentId segment) {
        return then(new SessionEvent.SegmentMissing(session, team, segment, "a/b/c.mp4", "The store has it not.", now));
    }

    public SessionStory expiryWarned(Instant expiresAt) {
        return then(new SessionEvent.SessionExpiryWarned(session, team, expiresAt, now));
    }

    public SessionStory ended() {
        return then(new SessionEvent.SessionEnded(
                session, team, endpoint, EndReason.TECHNICIAN_LEFT, "The viewer was closed.", now));
    }

    public SessionStory holdPlaced(HoldId hold, String caseName) {
        return then(new SessionEvent.HoldPlaced(session, team, hold, caseName, "Counsel asks.", ADA, now));
    }

    public SessionStory holdReleased(HoldId hold, String caseName) {
        return then(new SessionEvent.HoldReleased(session, team, hold, caseName, "The case is closed.", ADA, now));
    }

    public SessionStory deletionDecided(SegmentId segment, int daysKept) {
        return then(new SessionEvent.SegmentDeletionDecided(session, team, segment, "a/b/c.mp4", 7, daysKept, now));
    }

    public SessionStory deletionFailed(SegmentId segment) {
        return then(new SessionEvent.SegmentDeletionFailed(session, team, segment, "The store refuses.", now));
    }

    public SessionStory expired(SegmentId segment, int daysKept) {
        return then(new SessionEvent.SegmentExpired(session, team, segment, "a/b/c.mp4", daysKept, now));
    }

    public List<Happening> told() {
        return List.copyOf(happenings);
    }

    public Happening last() {
        return happenings.getLast();
    }

    public static View view(int monitor) {
        return new View(monitor, "Monitor " + monitor, new FrameRate(10), 1920, 1080);
    }

    private SessionStory then(SessionEvent event) {
        happenings.add(new Happening(session.value(), happenings.size(), event));
        now = now.plus(Duration.ofSeconds(1));
        return this;
    }
}
