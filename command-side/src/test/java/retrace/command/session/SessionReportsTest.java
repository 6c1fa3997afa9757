package retrace.command.session;

import static retrace.command.Samples.CLOCK;
import static retrace.command.Samples.ENDPOINT;
import static retrace.command.Samples.NOW;
import static retrace.command.Samples.SECOND_SEGMENT;
import static retrace.command.Samples.SEGMENT;
import static retrace.command.Samples.SESSION;
import static retrace.command.Samples.TEAM;
import static retrace.command.Samples.VIEW;
import static retrace.command.Samples.closed;
import static retrace.command.Samples.sessionStarted;

import java.util.List;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.recording.View;
import retrace.kernel.session.EndReason;
import retrace.kernel.session.SessionCommand.CloseSegment;
import retrace.kernel.session.SessionCommand.FailSegment;
import retrace.kernel.session.SessionCommand.InspectSession;
import retrace.kernel.session.SessionCommand.OpenSegment;
import retrace.kernel.session.SessionCommand.OpenView;
import retrace.kernel.session.SessionCommand.QuarantineSegment;
import retrace.kernel.session.SessionCommand.ReportMissing;
import retrace.kernel.session.SessionCommand.WarnExpiry;
import retrace.kernel.session.SessionEvent.SegmentClosed;
import retrace.kernel.session.SessionEvent.SegmentFailed;
import retrace.kernel.session.SessionEvent.SegmentMissing;
import retrace.kernel.session.SessionEvent.SegmentOpened;
import retrace.kernel.session.SessionEvent.SegmentQuarantined;
import retrace.kernel.session.SessionEvent.SessionEnded;
import retrace.kernel.session.SessionEvent.SessionExpiryWarned;
import retrace.kernel.session.SessionEvent.ViewOpened;
import retrace.kernel.session.SessionFacts;

/** What the relay reports of a running session: each fact is taken in once, however often it is told. */
class SessionReportsTest {

    private static final String SHA_1 = "1".repeat(64);
    private static final String SHA_2 = "2".repeat(64);
    private static final SessionEnded ENDED =
            new SessionEnded(SESSION, TEAM, ENDPOINT, EndReason.TECHNICIAN_LEFT, "The technician left.", NOW);
    private static final SegmentOpened OPENED = new SegmentOpened(SESSION, TEAM, SEGMENT, VIEW, NOW);
    private static final SegmentClosed CLOSED = new SegmentClosed(SESSION, TEAM, closed(SEGMENT, SHA_1, null), NOW);
    private static final SegmentFailed FAILED =
            new SegmentFailed(SESSION, TEAM, SEGMENT, "The store could not be reached.", NOW);

    private final FixtureConfiguration<Session> session =
            new AggregateTestFixture<>(Session.class).registerInjectableResource(CLOCK);

    @Nested
    class OpeningAView {

        private static final OpenView OPEN = new OpenView(SESSION, VIEW, NOW.plusSeconds(1));
        private static final ViewOpened VIEW_OPENED = new ViewOpened(SESSION, TEAM, VIEW, NOW.plusSeconds(1));

        @Test
        void isTold() {
            session.given(sessionStarted(true)).when(OPEN).expectEvents(VIEW_OPENED);
        }

        @Test
        void isToldOnce() {
            session.given(sessionStarted(true), VIEW_OPENED).when(OPEN).expectNoEvents();
        }

        @Test
        void isToldAgainForTheSameViewAtALaterTime() {
            View other = new View(2, "Right", new FrameRate(5), 800, 600);
            session.given(sessionStarted(true), VIEW_OPENED, new ViewOpened(SESSION, TEAM, other, NOW.plusSeconds(2)))
                    .when(new OpenView(SESSION, VIEW, NOW.plusSeconds(3)))
                    .expectEvents(new ViewOpened(SESSION, TEAM, VIEW, NOW.plusSeconds(3)));
        }

        @Test
        void isNotNewsWhenAnotherHasComeSince() {
            View other = new View(2, "Right", new FrameRate(5), 800, 600);
            session.given(sessionStarted(true), VIEW_OPENED, new ViewOpened(SESSION, TEAM, other, NOW.plusSeconds(2)))
                    .when(OPEN)
                    .expectNoEvents();
        }

        @Test
        void isNotNewsAfterTheEnd() {
            session.given(sessionStarted(true), ENDED).when(OPEN).expectNoEvents();
        }
    }

    @Nested
    class OpeningASegment {

        private static final OpenSegment OPEN = new OpenSegment(SESSION, SEGMENT, VIEW, NOW);

        @Test
        void isTold() {
            session.given(sessionStarted(true)).when(OPEN).expectEvents(OPENED);
        }

        @Test
        void isToldOnce() {
            session.given(sessionStarted(true), OPENED).when(OPEN).expectNoEvents();
        }

        @Test
        void isNotToldAgainOfAClosedOne() {
            session.given(sessionStarted(true), OPENED, CLOSED).when(OPEN).expectNoEvents();
        }

        @Test
        void cannotHappenToASessionThatIsNotRecorded() {
            session.given(sessionStarted(false)).when(OPEN).expectException(IllegalStateException.class);
        }
    }

    @Nested
    class ClosingASegment {

        private static final CloseSegment CLOSE = new CloseSegment(SESSION, closed(SEGMENT, SHA_1, null));

        @Test
        void isTold() {
            session.given(sessionStarted(true), OPENED).when(CLOSE).expectEvents(CLOSED);
        }

        @Test
        void isToldOnce() {
            session.given(sessionStarted(true), OPENED, CLOSED).when(CLOSE).expectNoEvents();
        }

        @Test
        void mayComeAfterTheEndOfTheSession() {
            session.given(sessionStarted(true), OPENED, ENDED).when(CLOSE).expectEvents(CLOSED);
        }

        @Test
        void mayComeAfterAFailureBecauseRecoveryHasSucceeded() {
            session.given(sessionStarted(true), OPENED, FAILED).when(CLOSE).expectEvents(CLOSED);
        }

        @Test
        void carriesOnTheChain() {
            session.given(sessionStarted(true), OPENED, CLOSED)
                    .when(new CloseSegment(SESSION, closed(SECOND_SEGMENT, SHA_2, SHA_1)))
                    .expectEvents(new SegmentClosed(SESSION, TEAM, closed(SECOND_SEGMENT, SHA_2, SHA_1), NOW));
        }

        @Test
        void isRefusedWhereTheChainIsBroken() {
            session.given(sessionStarted(true), OPENED, CLOSED)
                    .when(new CloseSegment(SESSION, closed(SECOND_SEGMENT, SHA_2, null)))
                    .expectException(IllegalStateException.class)
                    .expectNoEvents();
        }

        @Test
        void isRefusedWhereTheFirstClaimsToFollowAnother() {
            session.given(sessionStarted(true), OPENED)
                    .when(new CloseSegment(SESSION, closed(SEGMENT, SHA_1, SHA_2)))
                    .expectException(IllegalStateException.class);
        }
    }

    @Nested
    class WarningOfTheExpiry {

        private static final WarnExpiry WARN = new WarnExpiry(SESSION, NOW.plusSeconds(300));
        private static final SessionExpiryWarned WARNED =
                new SessionExpiryWarned(SESSION, TEAM, NOW.plusSeconds(300), NOW);

        @Test
        void isTold() {
            session.given(sessionStarted(true)).when(WARN).expectEvents(WARNED);
        }

        @Test
        void isToldOnceWhateverTheSecondReportSays() {
            session.given(sessionStarted(true), WARNED).when(WARN).expectNoEvents();
            session.given(sessionStarted(true), WARNED)
                    .when(new WarnExpiry(SESSION, NOW.plusSeconds(301)))
                    .expectNoEvents();
        }

        @Test
        void isNotNewsAfterTheEnd() {
            session.given(sessionStarted(true), ENDED).when(WARN).expectNoEvents();
        }

        @Test
        void cannotHappenToASessionThatIsNotRecorded() {
            session.given(sessionStarted(false)).when(WARN).expectException(IllegalStateException.class);
        }
    }

    @Nested
    class FailingASegment {

        private static final FailSegment FAIL = new FailSegment(SESSION, SEGMENT, "The store could not be reached.");

        @Test
        void isTold() {
            session.given(sessionStarted(true), OPENED).when(FAIL).expectEvents(FAILED);
        }

        @Test
        void isToldEvenWhereItsOpeningWasNot() {
            session.given(sessionStarted(true)).when(FAIL).expectEvents(FAILED);
        }

        @Test
        void isToldOnce() {
            session.given(sessionStarted(true), OPENED, FAILED).when(FAIL).expectNoEvents();
        }

        @Test
        void isNotNewsOfAClosedOne() {
            session.given(sessionStarted(true), OPENED, CLOSED).when(FAIL).expectNoEvents();
        }
    }

    @Nested
    class QuarantiningASegment {

        private static final List<String> OBJECTS = List.of("quarantine/a");
        private static final QuarantineSegment QUARANTINE =
                new QuarantineSegment(SESSION, SEGMENT, "It cannot be decoded.", OBJECTS);
        private static final SegmentQuarantined QUARANTINED =
                new SegmentQuarantined(SESSION, TEAM, SEGMENT, "It cannot be decoded.", OBJECTS, NOW);

        @Test
        void isToldOnce() {
            session.given(sessionStarted(true), OPENED).when(QUARANTINE).expectEvents(QUARANTINED);
            session.given(sessionStarted(true), OPENED, QUARANTINED)
                    .when(QUARANTINE)
                    .expectNoEvents();
        }

        @Test
        void isNotNewsOfAClosedOne() {
            session.given(sessionStarted(true), OPENED, CLOSED).when(QUARANTINE).expectNoEvents();
        }

        @Test
        void whatIsPutAsideIsNotClosedAnyMore() {
            session.given(sessionStarted(true), OPENED, QUARANTINED)
                    .when(new CloseSegment(SESSION, closed(SEGMENT, SHA_1, null)))
                    .expectNoEvents();
        }

        @Test
        void blocksNothingElse() {
            session.given(sessionStarted(true), OPENED, QUARANTINED)
                    .when(new CloseSegment(SESSION, closed(SECOND_SEGMENT, SHA_1, null)))
                    .expectEvents(new SegmentClosed(SESSION, TEAM, closed(SECOND_SEGMENT, SHA_1, null), NOW));
        }
    }

    @Nested
    class MissingASegment {

        private static final ReportMissing REPORT = new ReportMissing(SESSION, SEGMENT, "It is gone.");
        private static final SegmentMissing MISSING = new SegmentMissing(
                SESSION, TEAM, SEGMENT, closed(SEGMENT, SHA_1, null).object().name(), "It is gone.", NOW);

        @Test
        void isToldOnce() {
            session.given(sessionStarted(true), OPENED, CLOSED).when(REPORT).expectEvents(MISSING);
            session.given(sessionStarted(true), OPENED, CLOSED, MISSING)
                    .when(REPORT)
                    .expectNoEvents();
        }

        @Test
        void cannotHappenToOneThatWasNeverClosed() {
            session.given(sessionStarted(true), OPENED).when(REPORT).expectNoEvents();
        }

        @Test
        void leavesTheChainAsItIs() {
            session.given(sessionStarted(true), OPENED, CLOSED, MISSING)
                    .when(new CloseSegment(SESSION, closed(SECOND_SEGMENT, SHA_2, SHA_1)))
                    .expectEvents(new SegmentClosed(SESSION, TEAM, closed(SECOND_SEGMENT, SHA_2, SHA_1), NOW));
        }
    }

    @Test
    void tellsWhatIsUnfinishedAndWhatTheNextSegmentFollows() {
        SessionFacts facts = new SessionFacts(
                TEAM, true, false, SHA_1, List.of(SECOND_SEGMENT), List.of(closed(SEGMENT, SHA_1, null)), Set.of());

        session.given(
                        sessionStarted(true),
                        OPENED,
                        new SegmentClosed(SESSION, TEAM, closed(SEGMENT, SHA_1, null), NOW),
                        new SegmentOpened(SESSION, TEAM, SECOND_SEGMENT, VIEW, NOW))
                .when(new InspectSession(SESSION))
                .expectNoEvents()
                .expectResultMessagePayload(facts);
    }
}
