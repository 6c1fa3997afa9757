package retrace.query.sessionslog;

import static org.assertj.core.api.Assertions.assertThat;
import static retrace.query.sessionslog.schema.Tables.SEGMENT;
import static retrace.query.sessionslog.schema.Tables.SESSION;
import static retrace.query.testing.SessionStory.NOON;
import static retrace.query.testing.SessionStory.view;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.HoldId;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.TeamId;
import retrace.kernel.recording.Coverage;
import retrace.kernel.recording.Gap;
import retrace.kernel.recording.GapReason;
import retrace.kernel.session.EndReason;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Actor;
import retrace.query.readmodel.Cursor;
import retrace.query.testing.Happening;
import retrace.query.testing.Projector;
import retrace.query.testing.SessionStory;
import retrace.query.testing.TestDatabase;

class SessionsLogTest {

    private final DataSource database = TestDatabase.shared();
    private final Projector projector = new Projector(new SessionsLogProjection(Projector.rows(database)));
    private final SessionsLogQueries queries = new SessionsLogQueries(Projector.sql(database), Projector.UP_TO_DATE);
    private final TeamId team = TeamId.create();
    private final SegmentId first = SegmentId.create();
    private final SegmentId second = SegmentId.create();

    @Test
    void sessionsOfSeveralByAPartOfTheirNamesAreInTheOrderOfTheLogPageByPage() {
        List<String> started = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            SessionStory story = named(i % 3 == 0 ? "Ada Lovelace" : "Grace Hopper " + i % 5, NOON.plusSeconds(i));
            projector.feed(story.started().told());
            if (i % 3 != 0) {
                started.addFirst(story.session.value());
            }
        }
        SessionFilter hoppers = SessionFilter.parse("hopper", null, null, null, null, null, null, null, null);

        List<String> found = new ArrayList<>();
        @Nullable String next = null;
        do {
            SessionsPage page = queries.page(team, hoppers, next == null ? null : Cursor.decode(next), 7);
            page.items().forEach(row -> found.add(row.session()));
            next = page.next();
        } while (next != null);

        assertThat(found).containsExactlyElementsOf(started);
    }

    @Test
    void aNameIsFoundAsSoonAsItsFirstSessionIsThere() {
        SessionsLogQueries remembering = SessionsLogQueries.remembering(Projector.sql(database), Projector.UP_TO_DATE);
        SessionFilter hopper = SessionFilter.parse("hopper", null, null, null, null, null, null, null, null);
        assertThat(remembering.page(team, hopper, null, 10).items()).isEmpty();
        assertThat(remembering.choices(team).technicians()).isEmpty();

        projector.feed(named("Grace Hopper", NOON).started().told());
        assertThat(remembering.page(team, hopper, null, 10).items()).hasSize(1);
        projector.feed(named("Grace Brewster Hopper", NOON.minus(RememberedNames.LATE_MAX))
                .started()
                .told());
        assertThat(remembering.page(team, hopper, null, 10).items()).hasSize(2);
        assertThat(remembering.choices(team).technicians())
                .extracting(FilterChoices.Technician::name)
                .containsExactly("Grace Brewster Hopper", "Grace Hopper");
    }

    @Test
    void aRunningSessionIsRecordingAndHasNoEnd() {
        projector.feed(story().started().segmentOpened(first, view(1)).told());

        SessionRow row = onlyRow();
        assertThat(row.endpointName()).isEqualTo("Front desk");
        assertThat(row.technicianName()).isEqualTo("Ada Lovelace");
        assertThat(row.startedAt()).isEqualTo(NOON);
        assertThat(row.endedAt()).isNull();
        assertThat(row.refusal()).isNull();
        assertThat(row.recording()).isEqualTo(new SessionRow.Recording(RecordingState.RECORDING, 1, 0, null));
    }

    @Test
    void aSessionWhoseSegmentIsStillOpenWhenItEndsIsUploadingUntilThatIsClosed() {
        SessionStory story = story().started()
                .segmentOpened(first, view(1))
                .segmentClosed(first, view(1))
                .segmentOpened(second, view(2))
                .ended();
        projector.feed(story.told());
        assertThat(onlyRow().recording()).isEqualTo(new SessionRow.Recording(RecordingState.UPLOADING, 2, 0, null));

        projector.feed(story.segmentClosed(second, view(2)).last());

        SessionRow row = onlyRow();
        assertThat(row.recording()).isEqualTo(new SessionRow.Recording(RecordingState.READY, 2, 0, null));
        assertThat(row.endReason()).isEqualTo(EndReason.TECHNICIAN_LEFT);
        assertThat(row.endDetail()).isEqualTo("The viewer was closed.");
    }

    @Test
    void aRecordingFailedWhenNoneOfItsSegmentsCouldBeFinished() {
        projector.feed(story().started()
                .segmentOpened(first, view(1))
                .segmentFailed(first)
                .ended()
                .told());

        assertThat(onlyRow().recording()).isEqualTo(new SessionRow.Recording(RecordingState.FAILED, 1, 1, null));
    }

    @Test
    void aRecordingIsReadyWithWhatCouldBeFinished() {
        projector.feed(story().started()
                .segmentOpened(first, view(1))
                .segmentFailed(first)
                .segmentOpened(second, view(1))
                .ended()
                .segmentClosed(second, view(1))
                .told());

        assertThat(onlyRow().recording()).isEqualTo(new SessionRow.Recording(RecordingState.READY, 1, 1, null));
    }

    @Test
    void aSessionThatIsNotRecordedOrEndedBeforeItsFirstFrameHasNone() {
        projector.feed(story().unrecorded().started().told());
        projector.feed(story().started().ended().told());

        assertThat(rows()).extracting(row -> row.recording().state()).containsOnly(RecordingState.NONE);
    }

    @Test
    void aSessionThatIsRecordedThroughoutHasAllOfItCovered() {
        projector.feed(story().started()
                .segmentClosed(first, view(1))
                .ended()
                .coverageAssessed(new Coverage(86_400_000, 86_400_000, List.of()))
                .told());

        assertThat(onlyRow().recording())
                .isEqualTo(new SessionRow.Recording(
                        RecordingState.READY, 1, 0, new SessionRow.Coverage(new BigDecimal("100.00"), 0, null)));
        assertFound(new SessionFilter(null, null, null, null, null, null, null, null, true));
    }

    @Test
    void aSessionWithGapsTellsTheFirstUntilItIsAssessedAgain() {
        Gap lost = new Gap(NOON, NOON.plusSeconds(3), GapReason.RELAY_LOST);
        Gap failed = new Gap(NOON.plusSeconds(3), NOON.plusSeconds(4), GapReason.SEGMENT_FAILED);
        SessionStory story = story().started()
                .segmentClosed(first, view(1))
                .ended()
                .coverageAssessed(new Coverage(15_000, 11_000, List.of(lost, failed)));
        projector.feed(story.told());

        assertThat(onlyRow().recording().coverage())
                .isEqualTo(new SessionRow.Coverage(new BigDecimal("73.33"), 2, lost));
        assertFound(new SessionFilter(null, null, null, null, null, null, null, null, true), story);
        assertFound(new SessionFilter(null, null, null, null, null, null, null, null, false));

        projector.feed(
                story.coverageAssessed(new Coverage(15_000, 15_000, List.of())).last());

        assertThat(onlyRow().recording().coverage())
                .isEqualTo(new SessionRow.Coverage(new BigDecimal("100.00"), 0, null));
        assertFound(new SessionFilter(null, null, null, null, null, null, null, null, false), story);
    }

    @Test
    void aSessionThatHasShownSomethingAndHasNoSegmentHasFailed() {
        Gap all = new Gap(NOON, NOON.plusSeconds(3), GapReason.RECORDING_UNAVAILABLE);
        projector.feed(story().started()
                .ended()
                .coverageAssessed(new Coverage(3000, 0, List.of(all)))
                .told());

        assertThat(onlyRow().recording())
                .isEqualTo(new SessionRow.Recording(
                        RecordingState.FAILED, 0, 0, new SessionRow.Coverage(new BigDecimal("0.00"), 1, all)));
    }

    @Test
    void aRefusedSessionTellsTheSentenceThatTheTechnicianSaw() {
        projector.feed(story().refused("UNKNOWN_ENDPOINT", "There is no such computer.", null)
                .told());

        SessionRow row = onlyRow();
        assertThat(row.refusal()).isEqualTo(new SessionRow.Refusal("UNKNOWN_ENDPOINT", "There is no such computer."));
        assertThat(row.endpointName()).isNull();
        assertThat(row.accessKind()).isNull();
        assertThat(row.endReason()).isNull();
        assertThat(row.endedAt()).isEqualTo(row.startedAt());
        assertThat(row.recording().state()).isEqualTo(RecordingState.NONE);
    }

    @Test
    void aSegmentThatFailedAndWasRecoveredIsReadyAndCountsOnce() {
        projector.feed(story().started()
                .segmentOpened(first, view(1))
                .segmentFailed(first)
                .ended()
                .segmentClosed(first, view(1))
                .told());

        assertThat(onlyRow().recording()).isEqualTo(new SessionRow.Recording(RecordingState.READY, 1, 0, null));
    }

    @Test
    void aSegmentOfWhichNothingWasHeardBeforeItFailedCountsOnce() {
        projector.feed(story().started().segmentFailed(first).ended().told());

        assertThat(onlyRow().recording()).isEqualTo(new SessionRow.Recording(RecordingState.FAILED, 1, 1, null));
    }

    @Test
    void aRecordingIsExpiredWhenTheDeletionOfItsLastSegmentIsDecided() {
        SessionStory story = story().started()
                .segmentOpened(first, view(1))
                .segmentClosed(first, view(1))
                .segmentOpened(second, view(1))
                .segmentClosed(second, view(1))
                .ended()
                .deletionDecided(first, 90);
        projector.feed(story.told());
        assertThat(onlyRow().recording()).isEqualTo(new SessionRow.Recording(RecordingState.READY, 1, 0, null));

        projector.feed(story.deletionDecided(second, 90)
                .expired(first, 90)
                .expired(second, 90)
                .told());

        assertThat(onlyRow().recording()).isEqualTo(new SessionRow.Recording(RecordingState.EXPIRED, 2, 0, null));
    }

    @Test
    void whatCouldNotBeFinishedDoesNotHideThatTheRestIsExpired() {
        projector.feed(story().started()
                .segmentOpened(first, view(1))
                .segmentFailed(first)
                .segmentOpened(second, view(1))
                .segmentClosed(second, view(1))
                .ended()
                .deletionDecided(second, 90)
                .told());

        assertThat(onlyRow().recording()).isEqualTo(new SessionRow.Recording(RecordingState.EXPIRED, 1, 1, null));
    }

    @Test
    void aSessionIsHeldUntilItsLastHoldIsReleased() {
        HoldId one = HoldId.create();
        HoldId two = HoldId.create();
        SessionStory story = story().started().holdPlaced(one, "Case 1").holdPlaced(two, "Case 2");
        projector.feed(story.told());
        assertThat(onlyRow().held()).isTrue();

        projector.feed(story.holdReleased(one, "Case 1").last());
        assertThat(onlyRow().held()).isTrue();

        projector.feed(story.holdReleased(two, "Case 2").last());
        assertThat(onlyRow().held()).isFalse();
    }

    @Test
    void refusedAndHeldSessionsCanBeFilteredFor() {
        SessionStory held = story().started().holdPlaced(HoldId.create(), "Case 1");
        SessionStory refused = story().at(NOON.plusSeconds(60)).refused("ENDPOINT_BUSY", "It is busy.", "Desk");
        List.of(held, refused).forEach(story -> projector.feed(story.told()));

        assertFound(new SessionFilter(null, null, null, null, null, null, true, null, null), refused);
        assertFound(new SessionFilter(null, null, null, null, null, null, false, null, null), held);
        assertFound(new SessionFilter(null, null, null, null, null, null, null, true, null), held);
        assertFound(new SessionFilter(null, null, null, null, null, null, null, false, null), refused);
        assertFound(new SessionFilter(null, null, null, null, null, null, true, true, null));
    }

    @Test
    void eventsThatComeAgainChangeNothing() {
        List<Happening> told = fullStory().told();
        projector.feed(told);
        List<SessionRow> once = rows();

        projector.feed(told);
        told.forEach(happening -> {
            projector.feed(happening);
            projector.feed(happening);
        });

        assertThat(rows()).isEqualTo(once);
    }

    @Test
    void whicheverWaySessionsInterleaveTheRowsAreTheSame() {
        List<SessionStory> stories = List.of(fullStory(), fullStory(), fullStory());
        stories.forEach(story -> projector.feed(story.told()));
        List<SessionRow> oneAfterTheOther = rows();

        for (int seed = 0; seed < 20; seed++) {
            Projector.sql(database)
                    .deleteFrom(SEGMENT)
                    .where(SEGMENT.SESSION.in(
                            stories.stream().map(story -> story.session.value()).toList()))
                    .execute();
            Projector.sql(database)
                    .deleteFrom(SESSION)
                    .where(SESSION.TEAM.eq(team.value()))
                    .execute();
            projector.feed(interleaved(stories, seed));
            assertThat(rows()).as("seed %d", seed).isEqualTo(oneAfterTheOther);
        }
    }

    @Test
    void eachFilterShowsWhatItNamesAndNothingElse() {
        Actor grace = new Actor(AccountId.create(), "Grace Hopper");
        EndpointId kiosk = EndpointId.create();
        SessionStory byGrace = story().by(grace).at(NOON.plusSeconds(10)).started();
        SessionStory onKiosk =
                story().on(kiosk, "Kiosk").at(NOON.plusSeconds(20)).started();
        SessionStory attended = story().attended().at(NOON.plusSeconds(30)).started();
        SessionStory ready = story().at(NOON.plusSeconds(40))
                .started()
                .segmentOpened(first, view(1))
                .segmentClosed(first, view(1))
                .ended();
        List.of(byGrace, onKiosk, attended, ready).forEach(story -> projector.feed(story.told()));

        assertFound(filter(grace.account().value(), null, null, null, null, null), byGrace);
        assertFound(filter("hop", null, null, null, null, null), byGrace);
        assertFound(filter("nobody", null, null, null, null, null));
        assertFound(filter(null, kiosk.value(), null, null, null, null), onKiosk);
        assertFound(filter(null, "KIOSK", null, null, null, null), onKiosk);
        assertFound(filter(null, null, null, null, AccessKind.ATTENDED, null), attended);
        assertFound(filter(null, null, null, null, null, RecordingState.READY), ready);
        assertFound(filter(null, null, NOON.plusSeconds(20), NOON.plusSeconds(40), null, null), attended, onKiosk);
        assertFound(filter("ada", null, NOON.plusSeconds(30), null, null, RecordingState.RECORDING), attended);
        assertFound(SessionFilter.ALL, ready, attended, onKiosk, byGrace);
    }

    @Test
    void aTeamSeesNothingOfAnother() {
        SessionStory theirs = new SessionStory(TeamId.create()).started();
        projector.feed(theirs.told());

        assertThat(rows()).isEmpty();
        assertThat(queries.choices(team)).isEqualTo(new FilterChoices(List.of(), List.of()));
        assertFound(filter(SessionStory.ADA.account().value(), null, null, null, null, null));
        assertFound(filter("ada", null, null, null, null, null));
    }

    @Test
    void theChoicesAreWhoAndWhatTheLogHoldsByTheirLatestNames() {
        EndpointId desk = EndpointId.create();
        Actor grace = new Actor(AccountId.create(), "Grace Hopper");
        projector.feed(story().on(desk, "Desk").started().told());
        projector.feed(
                story().on(desk, "Front desk").at(NOON.plusSeconds(9)).started().told());
        projector.feed(story().on(desk, "Front desk").by(grace).started().told());
        projector.feed(story().refused("UNKNOWN_ENDPOINT", "No.", null).told());

        FilterChoices choices = queries.choices(team);

        assertThat(choices.technicians())
                .containsExactly(
                        new FilterChoices.Technician(SessionStory.ADA.account().value(), "Ada Lovelace"),
                        new FilterChoices.Technician(grace.account().value(), "Grace Hopper"));
        assertThat(choices.endpoints()).containsExactly(new FilterChoices.Endpoint(desk.value(), "Front desk"));
    }

    private void assertFound(SessionFilter filter, SessionStory... stories) {
        assertThat(queries.page(team, filter, null, 50).items())
                .extracting(SessionRow::session)
                .containsExactlyElementsOf(List.of(stories).stream()
                        .map(story -> story.session.value())
                        .toList());
    }

    private static SessionFilter filter(
            @Nullable String technician,
            @Nullable String endpoint,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable AccessKind accessKind,
            @Nullable RecordingState recording) {
        return new SessionFilter(technician, endpoint, from, to, accessKind, recording, null, null, null);
    }

    /** Picks at random whose next event comes; the order within each story stays. */
    static List<Happening> interleaved(List<SessionStory> stories, int seed) {
        Random random = new Random(seed);
        List<List<Happening>> left = new ArrayList<>();
        stories.forEach(story -> left.add(new ArrayList<>(story.told())));
        List<Happening> mixed = new ArrayList<>();
        while (!left.isEmpty()) {
            List<Happening> chosen = left.get(random.nextInt(left.size()));
            mixed.add(chosen.removeFirst());
            left.removeIf(List::isEmpty);
        }
        return mixed;
    }

    private SessionStory fullStory() {
        SegmentId one = SegmentId.create();
        SegmentId two = SegmentId.create();
        HoldId hold = HoldId.create();
        return story().started()
                .viewOpened(view(1))
                .segmentOpened(one, view(1))
                .segmentClosed(one, view(1))
                .segmentOpened(two, view(2))
                .ended()
                .segmentClosed(two, view(2))
                .holdPlaced(hold, "Case 1")
                .holdReleased(hold, "Case 1")
                .deletionDecided(one, 90)
                .expired(one, 90);
    }

    private SessionStory named(String technician, Instant start) {
        return story().by(new Actor(AccountId.create(), technician)).at(start);
    }

    private SessionStory story() {
        return new SessionStory(team);
    }

    private SessionRow onlyRow() {
        assertThat(rows()).hasSize(1);
        return rows().getFirst();
    }

    private List<SessionRow> rows() {
        return queries.page(team, SessionFilter.ALL, null, 50).items();
    }
}
