package retrace.query.retentionschedule;

import static org.assertj.core.api.Assertions.assertThat;
import static retrace.query.testing.SessionStory.NOON;
import static retrace.query.testing.SessionStory.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import retrace.kernel.id.HoldId;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.TeamId;
import retrace.kernel.recording.DueSegments;
import retrace.kernel.team.Plan;
import retrace.kernel.team.Setting;
import retrace.query.readmodel.Cursor;
import retrace.query.retentionschedule.DueRecordings.Recording;
import retrace.query.retentionschedule.DueRecordings.State;
import retrace.query.testing.Projector;
import retrace.query.testing.SessionStory;
import retrace.query.testing.TeamStory;
import retrace.query.testing.TestDatabase;

class RetentionScheduleTest {

    /** Its own, since due segments are asked of all teams. */
    private final DataSource database = TestDatabase.create();

    private final Projector projector = new Projector(new RetentionScheduleProjection(Projector.rows(database)));
    private final RetentionScheduleQueries queries =
            new RetentionScheduleQueries(Projector.sql(database), Projector.UP_TO_DATE);
    private final TeamId team = TeamId.create();
    private final SegmentId first = SegmentId.create();
    private final SegmentId second = SegmentId.create();
    private final HoldId hold = HoldId.create();

    @Test
    void aClosedRecordingIsDueWhenTheDefaultDaysAreOver() {
        projector.feed(team().told());
        projector.feed(story(NOON).segmentClosed(first, view(1)).told());
        Instant endedAt = NOON.plusSeconds(1);
        Instant dueAt = endedAt.plus(Duration.ofDays(90));

        Recording due = onlyDue(dueAt);

        assertThat(due.endedAt()).isEqualTo(endedAt);
        assertThat(due.dueAt()).isEqualTo(dueAt);
        assertThat(due.endpointName()).isEqualTo("Front desk");
        assertThat(due.state()).isEqualTo(State.SCHEDULED);
        assertThat(due.rule().sentence()).isEqualTo("90 days, the default");
        assertThat(due(dueAt.minusMillis(1)).items()).isEmpty();
        assertThat(due(null).items()).hasSize(1);
    }

    @Test
    void whatTheTeamHasSetHoldsForAllThatItHasRecorded() {
        projector.feed(story(NOON).segmentClosed(first, view(1)).told());
        projector.feed(team().set(Setting.TIME_ZONE, "UTC", "Europe/Vienna")
                .set(Setting.DAYS_KEPT, "90", "1")
                .told());

        Recording due = onlyDue(NOON.plus(Duration.ofDays(2)));

        assertThat(due.dueAt()).isEqualTo(NOON.plusSeconds(1).plus(Duration.ofDays(1)));
        assertThat(due.rule().sentence())
                .isEqualTo("1 day, the team's setting since 2026-11-24T12:00:02Z by Ada Lovelace");
        assertThat(due.rule().setBy()).isEqualTo("Ada Lovelace");
    }

    @Test
    void whatIsHeldTellsForWhichCasesAndIsNotDue() {
        projector.feed(team().told());
        SessionStory story = story(NOON)
                .segmentClosed(first, view(1))
                .holdPlaced(hold, "Case 7")
                .holdPlaced(HoldId.create(), "Case 3")
                .segmentClosed(second, view(1));
        projector.feed(story.told());

        assertThat(due(null).items()).extracting(Recording::state).containsOnly(State.HELD);
        assertThat(due(null).items())
                .allSatisfy(held -> assertThat(held.heldFor()).containsExactly("Case 3", "Case 7"));
        assertThat(dueSegments(NOON.plus(Duration.ofDays(100)), null, 10)).isEmpty();
    }

    @Test
    void whatIsHeldNoLongerIsDueAgain() {
        projector.feed(team().told());
        projector.feed(story(NOON)
                .segmentClosed(first, view(1))
                .holdPlaced(hold, "Case 7")
                .holdReleased(hold, "Case 7")
                .told());

        assertThat(onlyDue(null).state()).isEqualTo(State.SCHEDULED);
        assertThat(dueSegments(NOON.plus(Duration.ofDays(100)), null, 10)).containsExactly(first);
    }

    @Test
    void aDecidedDeletionIsThereUntilItIsDoneWhateverIsSetOrHeldAfter() {
        projector.feed(team().set(Setting.DAYS_KEPT, "90", "3650").told());
        SessionStory story = story(NOON)
                .segmentClosed(first, view(1))
                .deletionDecided(first, 30)
                .deletionFailed(first)
                .holdPlaced(hold, "Case 7");
        projector.feed(story.told());

        Recording deleting = onlyDue(NOON);
        assertThat(deleting.state()).isEqualTo(State.DELETING);
        assertThat(deleting.rule().sentence()).isEqualTo("30 days, as decided on 2026-11-24T12:00:02Z");
        assertThat(deleting.failure()).isEqualTo("The store refuses.");
        assertThat(deleting.heldFor()).isEmpty();
        assertThat(dueSegments(NOON, null, 10)).containsExactly(first);

        projector.feed(story.expired(first, 30).last());

        assertThat(due(null).items()).isEmpty();
        assertThat(dueSegments(NOON, null, 10)).isEmpty();
    }

    @Test
    void dueSegmentsOfAllTeamsComeOldestFirstPageByPage() {
        List<SegmentId> expected = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            TeamId each = i % 2 == 0 ? team : TeamId.create();
            SegmentId segment = SegmentId.create();
            projector.feed(new TeamStory(each).created(Plan.ENTERPRISE).told());
            SessionStory story = new SessionStory(each)
                    .at(NOON.plusSeconds(60L * i))
                    .started()
                    .segmentClosed(segment, view(1));
            projector.feed((i == 3 ? story.deletionDecided(segment, 30) : story).told());
            expected.add(segment);
        }
        Instant later = NOON.plus(Duration.ofDays(91));

        List<SegmentId> found = new ArrayList<>();
        DueSegments.@Nullable Due after = null;
        List<DueSegments.Due> page;
        do {
            page = answerAt(later).handle(new DueSegments(after, 2)).oldestFirst();
            page.forEach(due -> found.add(due.segment()));
            after = page.isEmpty() ? null : page.getLast();
        } while (page.size() == 2);

        assertThat(found).containsExactlyElementsOf(expected);
        assertThat(dueSegments(NOON.plus(Duration.ofDays(90)).plusSeconds(60), null, 10))
                .containsExactly(expected.get(0), expected.get(3));
    }

    @Test
    void theListIsReadPageByPageThoseThatAreDueFirstFirst() {
        projector.feed(team().told());
        SessionStory story = story(NOON);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            SegmentId segment = SegmentId.create();
            expected.add(segment.value());
            story.segmentClosed(segment, view(1));
        }
        projector.feed(story.told());

        List<String> found = new ArrayList<>();
        @Nullable Cursor after = null;
        do {
            DueRecordings page = queries.due(team, null, after, 2).orElseThrow();
            page.items().forEach(item -> found.add(item.segment()));
            after = page.next() == null ? null : Cursor.decode(page.next());
        } while (after != null);

        assertThat(found).containsExactlyElementsOf(expected);
    }

    @Test
    void eventsThatComeAgainChangeNothing() {
        TeamStory team = team().set(Setting.DAYS_KEPT, "90", "30");
        SessionStory story = story(NOON)
                .segmentClosed(first, view(1))
                .segmentClosed(second, view(1))
                .holdPlaced(hold, "Case 7")
                .holdReleased(hold, "Case 7")
                .deletionDecided(first, 30)
                .expired(first, 30)
                .holdPlaced(HoldId.create(), "Case 8");
        projector.feed(team.told());
        projector.feed(story.told());
        DueRecordings once = due(null);

        story.told().forEach(happening -> {
            projector.feed(happening);
            assertThat(due(null)).isEqualTo(once);
        });
        projector.feed(team.told());
        assertThat(due(null)).isEqualTo(once);
    }

    @Test
    void aTeamSeesNothingOfAnother() {
        projector.feed(team().told());
        TeamId other = TeamId.create();
        projector.feed(new TeamStory(other).created(Plan.BUSINESS).told());
        projector.feed(story(NOON).segmentClosed(first, view(1)).told());

        assertThat(queries.due(other, null, null, 10).orElseThrow().items()).isEmpty();
        assertThat(queries.due(TeamId.create(), null, null, 10)).isEmpty();
    }

    private TeamStory team() {
        return new TeamStory(team).created(Plan.ENTERPRISE);
    }

    private SessionStory story(Instant start) {
        return new SessionStory(team).at(start).started();
    }

    private DueRecordings due(@Nullable Instant until) {
        return queries.due(team, until, null, 50).orElseThrow();
    }

    private Recording onlyDue(@Nullable Instant until) {
        assertThat(due(until).items()).hasSize(1);
        return due(until).items().getFirst();
    }

    private DueSegmentsAnswer answerAt(Instant now) {
        return new DueSegmentsAnswer(Projector.sql(database), () -> now);
    }

    private List<SegmentId> dueSegments(Instant now, DueSegments.@Nullable Due after, int limit) {
        return answerAt(now).handle(new DueSegments(after, limit)).oldestFirst().stream()
                .map(DueSegments.Due::segment)
                .toList();
    }
}
