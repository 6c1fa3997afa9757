package retrace.command.session;

import static org.assertj.core.api.Assertions.assertThat;
import static retrace.command.Samples.NOW;
import static retrace.command.Samples.OWNER;
import static retrace.command.Samples.POLICY;
import static retrace.command.Samples.SECOND_SEGMENT;
import static retrace.command.Samples.SEGMENT;
import static retrace.command.Samples.SESSION;
import static retrace.command.Samples.TEAM;
import static retrace.command.Samples.closed;
import static retrace.command.Samples.sessionStarted;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import retrace.kernel.id.HoldId;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.session.SessionEvent;
import retrace.kernel.session.SessionEvent.HoldPlaced;
import retrace.kernel.session.SessionEvent.HoldReleased;
import retrace.kernel.session.SessionEvent.SegmentClosed;
import retrace.kernel.session.SessionEvent.SegmentDeletionDecided;
import retrace.kernel.session.SessionEvent.SegmentExpired;
import retrace.kernel.session.SessionEvent.SegmentMissing;

/** What would have become of recordings, had they been kept for another number of days. */
class DryRunRecordingsTest {

    private static final HoldId HOLD = HoldId.create();

    private final DryRun dryRun = new DryRun(POLICY);
    private final List<SessionEvent> history = new ArrayList<>(List.of(
            sessionStarted(true), new SegmentClosed(SESSION, TEAM, closed(SEGMENT, "a", null), NOW.plusSeconds(60))));

    private static Instant day(int day) {
        return NOW.plus(Duration.ofDays(day));
    }

    private RecordingsFate fate(int daysKept, int afterDays) {
        return dryRun.recordings(history, daysKept, day(afterDays));
    }

    @Test
    void theyGoWhenTheirDaysAreOver() {
        assertThat(fate(7, 7)).isEqualTo(RecordingsFate.KEPT); // it ended a minute after the day's beginning
        assertThat(fate(7, 8)).isEqualTo(RecordingsFate.DELETED);
        assertThat(fate(90, 8)).isEqualTo(RecordingsFate.KEPT);
    }

    @Test
    void aDeletionThatThereReallyWasDoesNotCount() {
        history.add(new SegmentDeletionDecided(SESSION, TEAM, SEGMENT, "object", 7, 7, day(8)));
        history.add(new SegmentExpired(SESSION, TEAM, SEGMENT, "object", 7, day(8)));

        assertThat(fate(30, 20)).isEqualTo(RecordingsFate.KEPT);
        assertThat(fate(30, 31)).isEqualTo(RecordingsFate.DELETED);
    }

    @Test
    void aHoldKeepsThemUntilItIsReleased() {
        history.add(new HoldPlaced(SESSION, TEAM, HOLD, "Case", "Reason", OWNER, day(5)));
        history.add(new HoldReleased(SESSION, TEAM, HOLD, "Case", "Over", OWNER, day(20)));

        assertThat(fate(7, 19)).isEqualTo(RecordingsFate.KEPT);
        assertThat(fate(7, 20)).isEqualTo(RecordingsFate.DELETED);
        assertThat(fate(30, 20)).isEqualTo(RecordingsFate.KEPT);
    }

    @Test
    void aHoldThatCameTooLateSavesNothing() {
        history.add(new HoldPlaced(SESSION, TEAM, HOLD, "Case", "Reason", OWNER, day(10)));

        assertThat(fate(7, 30)).isEqualTo(RecordingsFate.DELETED);
        assertThat(fate(11, 30)).isEqualTo(RecordingsFate.KEPT);
    }

    @Test
    void someGoBeforeOthersAndWhatIsLostIsNone() {
        history.add(new SegmentClosed(
                SESSION,
                TEAM,
                new ClosedSegment(
                        SECOND_SEGMENT,
                        closed(SECOND_SEGMENT, "b", "a").view(),
                        day(2),
                        day(2),
                        day(3),
                        1,
                        CloseReason.SESSION_ENDED,
                        closed(SECOND_SEGMENT, "b", "a").object(),
                        "a"),
                day(3)));
        assertThat(fate(7, 9)).isEqualTo(RecordingsFate.PARTLY);

        history.add(new SegmentMissing(SESSION, TEAM, SECOND_SEGMENT, "object", "It is gone.", day(4)));
        assertThat(fate(7, 9)).isEqualTo(RecordingsFate.DELETED);
        assertThat(dryRun.recordings(List.of(sessionStarted(true)), 7, day(9))).isEqualTo(RecordingsFate.NONE);
    }

    @Test
    void whatWasNotRecordedWouldHaveBeenKeptFromItsEndOn() {
        assertThat(dryRun.recordingUntil(NOW, 7, day(7).minusNanos(1))).isEqualTo(RecordingsFate.KEPT);
        assertThat(dryRun.recordingUntil(NOW, 7, day(7))).isEqualTo(RecordingsFate.DELETED);
    }
}
