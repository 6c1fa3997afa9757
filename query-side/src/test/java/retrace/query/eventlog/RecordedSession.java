package retrace.query.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import retrace.kernel.EventName;
import retrace.kernel.endpoint.EndpointEvent.EndpointReserved;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.LinkId;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.link.LinkEvent.LinkIssued;
import retrace.kernel.link.Purpose;
import retrace.kernel.platform.Platform;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.StoredObject;
import retrace.kernel.session.EndReason;
import retrace.kernel.session.SessionEvent;
import retrace.kernel.session.ViewerKind;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Actor;
import retrace.kernel.wire.WireJson;
import retrace.query.eventlog.verify.Sums;
import retrace.query.testing.SessionStory;

/** A session with recordings that are in a store, told event by event. */
public final class RecordedSession {

    public final SessionId session = SessionId.create();
    public final List<SegmentId> segments = new ArrayList<>();
    private final SealedHistory history;
    private final TeamId team = TeamId.create();
    private final EndpointId endpoint = EndpointId.create();
    private final Actor technician = new Actor(AccountId.create(), "Ada Lovelace");
    private final Instant at = SessionStory.NOON;
    private long sequence;
    private @Nullable String lastSha256;

    public RecordedSession(SealedHistory history) throws SQLException {
        this.history = history;
        append(endpoint.value(), 0, "Endpoint", new EndpointReserved(endpoint, team, session, technician, at));
        then(new SessionEvent.SessionStarted(
                session,
                team,
                endpoint,
                "Front desk",
                Platform.LINUX,
                AccessKind.UNATTENDED,
                null,
                technician,
                null,
                ViewerKind.CONSOLE,
                true,
                at));
    }

    public String objectOf(int number) {
        return team + "/" + session + "/" + segments.get(number) + ".mp4";
    }

    public RecordedSession recorded(String content) throws SQLException, IOException {
        return recorded(content, lastSha256);
    }

    public RecordedSession recorded(String content, @Nullable String previousSha256) throws SQLException, IOException {
        SegmentId segment = SegmentId.create();
        segments.add(segment);
        byte[] bytes = content.getBytes(UTF_8);
        Sums sums = Sums.of(new ByteArrayInputStream(bytes), Long.MAX_VALUE - 1, OutputStream.nullOutputStream());
        String name = objectOf(segments.size() - 1);
        history.objects.content.put(name, bytes);
        then(new SessionEvent.SegmentClosed(
                session,
                team,
                new ClosedSegment(
                        segment,
                        SessionStory.view(1),
                        at,
                        at.plusSeconds(9),
                        at.plusSeconds(10),
                        42,
                        CloseReason.MONITOR_SWITCHED,
                        new StoredObject(name, 1, sums.sizeBytes(), sums.crc32c(), sums.sha256()),
                        previousSha256),
                at));
        lastSha256 = sums.sha256();
        return this;
    }

    public RecordedSession watched(int number) throws SQLException {
        LinkId link = LinkId.create();
        append(
                link.value(),
                0,
                "Link",
                new LinkIssued(link, team, session, segments.get(number), Purpose.PLAY, technician, at, at));
        return this;
    }

    public RecordedSession deletionDecided(int number) throws SQLException {
        return then(new SessionEvent.SegmentDeletionDecided(
                session, team, segments.get(number), objectOf(number), 1, 90, at));
    }

    public RecordedSession expired(int number) throws SQLException {
        return then(new SessionEvent.SegmentExpired(session, team, segments.get(number), objectOf(number), 90, at));
    }

    public RecordedSession missing(int number) throws SQLException {
        return then(new SessionEvent.SegmentMissing(
                session, team, segments.get(number), objectOf(number), "The store has no such object.", at));
    }

    public RecordedSession ended() throws SQLException {
        return then(new SessionEvent.SessionEnded(session, team, endpoint, EndReason.TECHNICIAN_LEFT, "", at));
    }

    private RecordedSession then(SessionEvent event) throws SQLException {
        append(session.value(), sequence, "Session", event);
        sequence++;
        return this;
    }

    private void append(String aggregate, long number, String type, Object event) throws SQLException {
        try (Connection connection = history.database.getConnection()) {
            SealedHistory.append(
                    connection,
                    aggregate,
                    number,
                    type,
                    event.getClass().getAnnotation(EventName.class).value(),
                    WireJson.mapper().writeValueAsString(event));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
