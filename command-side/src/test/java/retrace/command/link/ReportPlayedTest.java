package retrace.command.link;

import static retrace.command.Samples.CLOCK;
import static retrace.command.Samples.COLLEAGUE;
import static retrace.command.Samples.NOW;
import static retrace.command.Samples.OWNER;
import static retrace.command.Samples.SEGMENT;
import static retrace.command.Samples.SESSION;
import static retrace.command.Samples.TEAM;
import static retrace.command.Samples.caller;
import static retrace.command.Samples.strangerNamedLike;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import retrace.command.CommandRefused;
import retrace.kernel.id.LinkId;
import retrace.kernel.link.LinkCommand.ReportPlayed;
import retrace.kernel.link.LinkEvent;
import retrace.kernel.link.LinkEvent.LinkIssued;
import retrace.kernel.link.LinkEvent.LinkRefused;
import retrace.kernel.link.LinkEvent.RecordingPlayed;
import retrace.kernel.link.PlayedPart;
import retrace.kernel.link.Purpose;
import retrace.kernel.team.Caller;
import retrace.kernel.team.Role;

class ReportPlayedTest {

    private static final LinkId LINK = new LinkId("link-00000000-0000-0000-0000-00000000000b");
    private static final CommandRefused.Reason UNKNOWN = new CommandRefused.Reason(
            "UNKNOWN_LINK", "There is no such link of yours. Get one from the list of recordings.");

    private final FixtureConfiguration<Link> link =
            new AggregateTestFixture<>(Link.class).registerInjectableResource(CLOCK);

    private static LinkIssued issued(Purpose purpose, Instant expiresAt) {
        return new LinkIssued(
                LINK, TEAM, SESSION, SEGMENT, purpose, OWNER, expiresAt, expiresAt.minus(Duration.ofMinutes(10)));
    }

    private static LinkIssued issued() {
        return issued(Purpose.PLAY, NOW.plusSeconds(60));
    }

    private static RecordingPlayed played(PlayedPart... parts) {
        return new RecordingPlayed(LINK, TEAM, SESSION, SEGMENT, OWNER, List.of(parts), NOW);
    }

    private static PlayedPart part(long fromMillis, long toMillis) {
        return new PlayedPart(fromMillis, toMillis);
    }

    private static ReportPlayed report(PlayedPart... parts) {
        return reportBy(caller(OWNER, Role.OWNER), parts);
    }

    private static ReportPlayed reportBy(Caller caller, PlayedPart... parts) {
        return new ReportPlayed(LINK, List.of(parts), caller);
    }

    @Test
    void isTold() {
        link.given(issued())
                .when(report(part(0, 9750), part(61_000, 62_400)))
                .expectEvents(played(part(0, 9750), part(61_000, 62_400)));
    }

    @Test
    void isToldWhateverTheRoleHasBecomeByThen() {
        link.given(issued())
                .when(reportBy(caller(OWNER, Role.MEMBER), part(0, 10)))
                .expectEvents(played(part(0, 10)));
    }

    @Test
    void thatComesAgainIsNoNews() {
        link.given(issued(), played(part(0, 10_000)), played(part(10_000, 20_000)))
                .when(report(part(5000, 15_000)))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void thatIsNewInPartIsTold() {
        link.given(issued(), played(part(0, 10_000)))
                .when(report(part(5000, 15_000)))
                .expectEvents(played(part(5000, 15_000)));
    }

    @Test
    void isToldAWhileAfterTheLinkHasEndedSincePlayingGoesOn() {
        link.given(issued(Purpose.PLAY, NOW.minus(Link.TOLD_AFTER_MAX)))
                .when(report(part(0, 10)))
                .expectEvents(played(part(0, 10)));
    }

    @Test
    void isRefusedLongAfterTheLinkHasEnded() {
        link.given(issued(Purpose.PLAY, NOW.minus(Link.TOLD_AFTER_MAX).minusMillis(1)))
                .when(report(part(0, 10)))
                .expectNoEvents()
                .expectExceptionDetails(new CommandRefused.Reason(
                        "LINK_EXPIRED",
                        "This link has ended more than a day ago. Play the recording under a new one."));
    }

    @Test
    void isRefusedForALinkToDownload() {
        link.given(issued(Purpose.DOWNLOAD, NOW.plusSeconds(60)))
                .when(report(part(0, 10)))
                .expectNoEvents()
                .expectExceptionDetails(new CommandRefused.Reason(
                        "LINK_TO_DOWNLOAD", "This link is to download the recording. Play it under a link to play."));
    }

    @Test
    void isRefusedWhenAPlayerTellsWithoutAnEnd() {
        Stream<LinkEvent> reports =
                IntStream.range(0, Link.TOLD_COUNT_MAX).mapToObj(index -> played(part(10L * index, 10L * index + 5)));
        List<LinkEvent> all = Stream.concat(Stream.of(issued()), reports).toList();

        link.given(all)
                .when(report(part(100_000, 100_001)))
                .expectNoEvents()
                .expectExceptionDetails(new CommandRefused.Reason(
                        "TOLD_TOO_OFTEN",
                        "A player has told 1000 times what it has played under this link. Play the recording under a"
                                + " new one."));
    }

    static List<Caller> others() {
        return List.of(caller(COLLEAGUE, Role.OWNER), strangerNamedLike(OWNER));
    }

    @ParameterizedTest
    @MethodSource("others")
    void isRefusedToWhomTheLinkWasNotIssued(Caller other) {
        link.given(issued())
                .when(reportBy(other, part(0, 10)))
                .expectNoEvents()
                .expectException(CommandRefused.class)
                .expectExceptionDetails(UNKNOWN);
    }

    @Test
    void isRefusedForALinkThatWasRefused() {
        link.given(new LinkRefused(
                        LINK, TEAM, SESSION, SEGMENT, Purpose.PLAY, OWNER, "ROLE_NOT_ALLOWED", "Ask the owner.", NOW))
                .when(report(part(0, 10)))
                .expectNoEvents()
                .expectExceptionDetails(UNKNOWN);
    }
}
