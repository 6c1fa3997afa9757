package retrace.query.watchledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static retrace.query.testing.SessionStory.ADA;
import static retrace.query.testing.SessionStory.NOON;
import static retrace.query.testing.SessionStory.view;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.LinkId;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.link.LinkEvent;
import retrace.kernel.link.PlayedPart;
import retrace.kernel.link.Purpose;
import retrace.kernel.link.ServedRange;
import retrace.kernel.team.Actor;
import retrace.query.readmodel.Cursor;
import retrace.query.testing.Happening;
import retrace.query.testing.Projector;
import retrace.query.testing.SessionStory;
import retrace.query.testing.TestDatabase;

class WatchLedgerTest {

    private final DataSource database = TestDatabase.shared();
    private final Projector projector = new Projector(new WatchLedgerProjection(Projector.rows(database)));
    private final WatchLedgerQueries queries = new WatchLedgerQueries(Projector.sql(database), Projector.UP_TO_DATE);
    private final TeamId team = TeamId.create();
    private final SegmentId segment = SegmentId.create();
    private final Actor grace = new Actor(AccountId.create(), "Grace Hopper");
    private final SessionStory story = new SessionStory(team).started().segmentClosed(segment, view(2));

    @BeforeEach
    void recorded() {
        projector.feed(story.told()); // ten seconds of video
    }

    @Test
    void whoHasALinkAndHasNotWatchedIsThere() {
        projector.feed(issued(LinkId.create(), ADA, Purpose.PLAY, NOON));

        Watches.Watch watch = only();

        assertThat(watch.name()).isEqualTo("Ada Lovelace");
        assertThat(watch.purpose()).isEqualTo(Purpose.PLAY);
        assertThat(watch.issued()).isEqualTo(1);
        assertThat(watch.firstIssuedAt()).isEqualTo(NOON);
        assertThat(watch.firstServedAt()).isNull();
        assertThat(watch.ranges()).isEmpty();
        assertThat(watch.share()).isZero();
        assertThat(watch.recording())
                .isEqualTo(new Watches.Recording(2, "Monitor 2", NOON.plusSeconds(1 - 10), 10_000));
    }

    @Test
    void whatWentOutUnderSeveralLinksIsPutTogether() {
        LinkId first = LinkId.create();
        LinkId second = LinkId.create();
        projector.feed(issued(first, ADA, Purpose.PLAY, NOON));
        projector.feed(served(first, 1, NOON.plusSeconds(10), range(0, 500, 0, 0), range(500, 900, 0, 1000)));
        projector.feed(served(first, 2, NOON.plusSeconds(20), range(2000, 3000, 4000, 6000)));
        projector.feed(issued(second, ADA, Purpose.PLAY, NOON.plusSeconds(700)));
        projector.feed(served(second, 1, NOON.plusSeconds(710), range(900, 1200, 900, 2000)));

        Watches.Watch watch = only();

        assertThat(watch.issued()).isEqualTo(2);
        assertThat(watch.lastIssuedAt()).isEqualTo(NOON.plusSeconds(700));
        assertThat(watch.ranges()).containsExactly(new Part(0, 2000), new Part(4000, 6000));
        assertThat(watch.share()).isEqualTo(0.4, within(1e-9));
        assertThat(watch.servedBytes()).isEqualTo(500 + 400 + 1000 + 300);
        assertThat(watch.firstServedAt()).isEqualTo(NOON.plusSeconds(10));
        assertThat(watch.lastServedAt()).isEqualTo(NOON.plusSeconds(710));
    }

    @Test
    void theFilesHeaderAloneShowsNothingButWentOut() {
        LinkId link = LinkId.create();
        projector.feed(issued(link, ADA, Purpose.PLAY, NOON));
        projector.feed(served(link, 1, NOON.plusSeconds(5), range(0, 700, 0, 0)));

        assertThat(only().ranges()).isEmpty();
        assertThat(only().servedBytes()).isEqualTo(700);
        assertThat(only().firstServedAt()).isEqualTo(NOON.plusSeconds(5));
    }

    @Test
    void whatAPlayerSaysIsKeptApartFromWhatWentOut() {
        LinkId link = LinkId.create();
        projector.feed(issued(link, ADA, Purpose.PLAY, NOON));
        projector.feed(served(link, 1, NOON.plusSeconds(5), range(0, 900, 0, 6000)));
        projector.feed(played(link, 2, NOON.plusSeconds(10), new PlayedPart(0, 2000)));
        projector.feed(played(link, 3, NOON.plusSeconds(20), new PlayedPart(3000, 4000)));

        Watches.Watch watch = only();

        assertThat(watch.ranges()).containsExactly(new Part(0, 6000));
        assertThat(watch.share()).isEqualTo(0.6, within(1e-9));
        assertThat(watch.played()).containsExactly(new Part(0, 2000), new Part(3000, 4000));
        assertThat(watch.playedShare()).isEqualTo(0.3, within(1e-9));
        assertThat(watch.firstPlayedAt()).isEqualTo(NOON.plusSeconds(10));
        assertThat(watch.lastPlayedAt()).isEqualTo(NOON.plusSeconds(20));
        assertThat(watch.lastServedAt()).isEqualTo(NOON.plusSeconds(5));
    }

    @Test
    void whereOneVideoTakesOverFromAnotherNothingIsMissing() {
        LinkId first = LinkId.create();
        LinkId second = LinkId.create();
        projector.feed(issued(first, ADA, Purpose.PLAY, NOON));
        projector.feed(issued(second, ADA, Purpose.PLAY, NOON.plusSeconds(8)));
        projector.feed(played(second, 1, NOON.plusSeconds(10), new PlayedPart(2100, 3000)));
        projector.feed(played(first, 1, NOON.plusSeconds(11), new PlayedPart(0, 2000), new PlayedPart(3101, 3200)));

        assertThat(only().played()).containsExactly(new Part(0, 3000), new Part(3101, 3200));
        assertThat(only().ranges()).isEmpty();
    }

    @Test
    void aPlayerHasPlayedNothingThatIsNotInTheVideo() {
        LinkId link = LinkId.create();
        projector.feed(issued(link, ADA, Purpose.PLAY, NOON));
        projector.feed(
                played(link, 1, NOON.plusSeconds(10), new PlayedPart(9000, 10_040), new PlayedPart(10_500, 99_000)));

        assertThat(only().played()).containsExactly(new Part(9000, 10_000));
        assertThat(only().playedShare()).isEqualTo(0.1, within(1e-9));
    }

    @Test
    void peopleAndPurposesAreToldApartLatestFirst() {
        projector.feed(issued(LinkId.create(), ADA, Purpose.PLAY, NOON));
        projector.feed(issued(LinkId.create(), ADA, Purpose.DOWNLOAD, NOON.plusSeconds(1)));
        projector.feed(issued(LinkId.create(), grace, Purpose.PLAY, NOON.plusSeconds(2)));

        assertThat(watches(null, 10).items())
                .extracting(watch -> watch.name() + " " + watch.purpose())
                .containsExactly("Grace Hopper PLAY", "Ada Lovelace DOWNLOAD", "Ada Lovelace PLAY");
    }

    @Test
    void whoWasRefusedIsThereWithTheSentenceThatTheySaw() {
        SegmentId unknown = SegmentId.create();
        projector.feed(refused(segment, NOON));
        projector.feed(refused(segment, NOON.plusSeconds(5)));
        projector.feed(refused(unknown, NOON.plusSeconds(9)));

        Watches.Watch known = watches(null, 10).items().getLast();
        assertThat(known.refusal())
                .isEqualTo(new Watches.Refusal(2, NOON.plusSeconds(5), "ROLE_NOT_ALLOWED", "Ask the owner."));
        assertThat(known.issued()).isZero();
        assertThat(watches(null, 10).items().getFirst().recording()).isNull();
    }

    @Test
    void aPageLeadsToTheNext() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Actor person = new Actor(AccountId.create(), "Person " + i);
            projector.feed(issued(LinkId.create(), person, Purpose.PLAY, NOON.plusSeconds(i / 2)));
            expected.add(person.name());
        }

        List<String> found = new ArrayList<>();
        @Nullable Cursor after = null;
        do {
            Watches page = watches(after, 2);
            page.items().forEach(watch -> found.add(watch.name()));
            after = page.next() == null ? null : Cursor.decode(page.next());
        } while (after != null);

        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(found.getFirst()).isEqualTo("Person 4");
    }

    @Test
    void eventsThatComeAgainChangeNothing() {
        LinkId link = LinkId.create();
        List<Happening> told = List.of(
                issued(link, ADA, Purpose.PLAY, NOON),
                served(link, 1, NOON.plusSeconds(10), range(500, 900, 0, 1000)),
                served(link, 2, NOON.plusSeconds(20), range(900, 1000, 1000, 1500)),
                played(link, 3, NOON.plusSeconds(25), new PlayedPart(0, 700)),
                refused(segment, NOON.plusSeconds(30)));
        projector.feed(told);
        Watches once = watches(null, 10);

        told.forEach(happening -> {
            projector.feed(happening);
            assertThat(watches(null, 10)).isEqualTo(once);
        });
        projector.feed(story.told());
        assertThat(watches(null, 10)).isEqualTo(once);
    }

    @Test
    void aTeamSeesNothingOfAnother() {
        projector.feed(issued(LinkId.create(), ADA, Purpose.PLAY, NOON));

        assertThat(queries.watches(TeamId.create(), story.session, null, 10)).isEmpty();
        assertThat(queries.watches(team, SessionId.create(), null, 10)).isEmpty();
    }

    private Watches watches(@Nullable Cursor after, int limit) {
        return queries.watches(team, story.session, after, limit).orElseThrow();
    }

    private Watches.Watch only() {
        assertThat(watches(null, 10).items()).hasSize(1);
        return watches(null, 10).items().getFirst();
    }

    private static ServedRange range(long fromByte, long toByte, long fromMillis, long toMillis) {
        return new ServedRange(fromByte, toByte, fromMillis, toMillis);
    }

    private Happening issued(LinkId link, Actor by, Purpose purpose, Instant at) {
        return new Happening(
                link.value(),
                0,
                new LinkEvent.LinkIssued(link, team, story.session, segment, purpose, by, at.plusSeconds(600), at));
    }

    private Happening refused(SegmentId of, Instant at) {
        LinkId link = LinkId.create();
        return new Happening(
                link.value(),
                0,
                new LinkEvent.LinkRefused(
                        link, team, story.session, of, Purpose.PLAY, grace, "ROLE_NOT_ALLOWED", "Ask the owner.", at));
    }

    private Happening served(LinkId link, int number, Instant at, ServedRange... ranges) {
        return new Happening(
                link.value(),
                number,
                new LinkEvent.RecordingServed(
                        link,
                        team,
                        story.session,
                        segment,
                        Purpose.PLAY,
                        ADA,
                        "relay since today",
                        number,
                        List.of(ranges),
                        at));
    }

    private Happening played(LinkId link, int number, Instant at, PlayedPart... parts) {
        return new Happening(
                link.value(),
                number,
                new LinkEvent.RecordingPlayed(link, team, story.session, segment, ADA, List.of(parts), at));
    }
}
