package retrace.query.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static retrace.query.testing.SessionStory.ADA;
import static retrace.query.testing.SessionStory.NOON;
import static retrace.query.testing.SessionStory.view;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import retrace.kernel.endpoint.EndpointEvent.EndpointReleased;
import retrace.kernel.endpoint.EndpointEvent.EndpointReserved;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.LinkId;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.link.LinkEvent.LinkIssued;
import retrace.kernel.link.Purpose;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Actor;
import retrace.kernel.team.AddOn;
import retrace.kernel.team.Plan;
import retrace.kernel.team.Role;
import retrace.kernel.team.Setting;
import retrace.kernel.team.TeamEvent.SettingChanged;
import retrace.query.testing.Happening;
import retrace.query.testing.Projector;
import retrace.query.testing.SessionStory;
import retrace.query.testing.TeamStory;
import retrace.query.testing.TestDatabase;
import retrace.query.testing.TestEventLog;

/** What of the event log is told to whom asks for a part of it. */
@SuppressWarnings("NullAway.Init") // filled before each
class EventHistoryTest {

    private static final Actor BEN = new Actor(AccountId.create(), "Ben");

    private final DataSource database = TestDatabase.create();
    private final TestEventLog log = new TestEventLog(database);
    private final DSLContext sql = Projector.sql(database);
    private final EventHistory history = new EventHistory(sql);

    private final TeamId team = TeamId.create();
    private final EndpointId desk = EndpointId.create();
    private final SegmentId segment = SegmentId.create();
    private SessionStory ofAda;
    private SessionStory ofBen;
    private SessionStory elsewhere;

    /** Two sessions on one computer, a third in another team, and Ben who watches Ada's. */
    @BeforeEach
    void fill() {
        TeamStory settings = new TeamStory(team)
                .created(Plan.BUSINESS)
                .planChanged(Plan.ENTERPRISE, AddOn.CLOUD_SESSION_RECORDING)
                .added(BEN.account(), BEN.name(), Role.MEMBER, ADA)
                .setFor(AccessKind.UNATTENDED, Setting.RECORDING_ON, "false", "true")
                .set(Setting.DAYS_KEPT, "90", "30")
                .set(Setting.DAYS_KEPT, "30", "7");
        ofAda = new SessionStory(team)
                .on(desk, "Front desk")
                .at(NOON.plusSeconds(100))
                .started()
                .viewOpened(view(1))
                .segmentOpened(segment, view(1))
                .segmentClosed(segment, view(1))
                .ended();
        ofBen = new SessionStory(team)
                .on(desk, "Front desk")
                .by(BEN)
                .at(NOON.plusSeconds(200))
                .started();
        elsewhere = new SessionStory(TeamId.create())
                .at(NOON.plusSeconds(300))
                .started()
                .ended();
        log.append(settings.told());
        log.append(reserved(ofAda, 0, ADA, NOON.plusSeconds(100)));
        log.append(ofAda.told());
        log.append(
                new Happening(desk.value(), 1, new EndpointReleased(desk, team, ofAda.session, NOON.plusSeconds(104))));
        log.append(reserved(ofBen, 2, BEN, NOON.plusSeconds(200)));
        log.append(ofBen.told());
        log.append(elsewhere.told());
        LinkId link = LinkId.create();
        log.append(new Happening(
                link.value(),
                0,
                new LinkIssued(
                        link,
                        team,
                        ofAda.session,
                        segment,
                        Purpose.PLAY,
                        BEN,
                        NOON.plusSeconds(1000),
                        NOON.plusSeconds(400))));
    }

    private Happening reserved(SessionStory session, long sequence, Actor by, Instant at) {
        return new Happening(desk.value(), sequence, new EndpointReserved(desk, team, session.session, by, at));
    }

    @Test
    void aSessionHasWhatHappenedToItsComputerAndToLinksBecauseOfIt() {
        assertThat(names(HistoryFilter.ofSession(ofAda.session)))
                .containsExactly(
                        "endpoint-reserved",
                        "session-started",
                        "view-opened",
                        "segment-opened",
                        "segment-closed",
                        "session-ended",
                        "endpoint-released",
                        "link-issued");
    }

    @Test
    void aTechnicianHasTheirSessionsAndWhatElseTheyDid() {
        assertThat(names(filter(null, null, BEN.account(), null)))
                .containsExactly("account-added", "endpoint-reserved", "session-started", "link-issued");
        assertThat(names(filter(null, null, ADA.account(), team)))
                .contains("setting-changed", "view-opened", "link-issued")
                .hasSize(4 + 8);
    }

    @Test
    void aComputerHasItsSessionsWithAllThatBelongsToThem() {
        assertThat(names(filter(null, desk, null, null))).hasSize(8 + 2);
        assertThat(names(filter(null, desk, BEN.account(), null)))
                .containsExactly("endpoint-reserved", "session-started", "link-issued");
    }

    @Test
    void aTeamHasAllOfItsOwnAndNothingOfAnother() {
        assertThat(names(filter(null, null, null, team))).hasSize(6 + 8 + 2);
        assertThat(names(filter(elsewhere.session, null, null, team))).isEmpty();
        assertThat(names(HistoryFilter.ALL)).hasSize(6 + 8 + 2 + 2);
    }

    @Test
    void theTimeIsTheEventsOwnToTheNanosecond() {
        Instant at = NOON.plusSeconds(3600).plusNanos(5);
        log.append(new SessionStory(team).by(BEN).at(at).started().told(), NOON.plusSeconds(10_000)); // long after

        assertThat(names(during(at, null, null))).containsExactly("session-started");
        assertThat(names(during(at.plusNanos(1), null, null))).isEmpty();
        assertThat(names(during(NOON.plusSeconds(400), at, null))).containsExactly("link-issued");
        assertThat(names(during(NOON.plusSeconds(401), at.plusNanos(1), null))).hasSize(1);
        assertThat(names(during(NOON.plusSeconds(401), null, at))).hasSize(1);
        assertThat(names(during(NOON.plusSeconds(401), null, at.minusNanos(1)))).isEmpty();
    }

    @Test
    void theSettingsBehindASessionAreTheLastOfEachBeforeIt() {
        log.append(new Happening(
                team.value(),
                99,
                new SettingChanged(team, Setting.DAYS_KEPT, null, null, "7", "8", ADA, NOON.plusSeconds(500))));

        List<StoredEvent> settings = history.settingsBehind(ofAda.session);

        assertThat(settings)
                .extracting(StoredEvent::name)
                .containsExactly("plan-changed", "setting-changed", "setting-changed");
        assertThat(new String(settings.getLast().payload(), StandardCharsets.UTF_8))
                .contains("\"after\":\"7\"");
    }

    @Test
    void aLongHistoryIsReadInBatchesInTheOrderOfTheLogAndOnlyAsFarAsItIsWanted() {
        SessionStory watched = new SessionStory(team).at(NOON.plusSeconds(5000)).started();
        for (int opened = 0; opened < 1200; opened++) {
            watched.viewOpened(view(1));
        }
        log.append(watched.told());

        List<Long> positions = new ArrayList<>();
        history.read(HistoryFilter.ofSession(watched.session), event -> positions.add(event.position()));
        assertThat(positions).hasSize(1201).isSorted();

        List<Long> some = new ArrayList<>();
        history.read(HistoryFilter.ofSession(watched.session), event -> {
            some.add(event.position());
            return some.size() < 700;
        });
        assertThat(some).isEqualTo(positions.subList(0, 700));

        assertThat(history.page(HistoryFilter.ofSession(watched.session), positions.get(99), 3))
                .extracting(StoredEvent::position)
                .isEqualTo(positions.subList(100, 103));
    }

    @Test
    void whatIsAskedForIsFoundByItsIndexAndNotByReadingTheLog() {
        sql.execute("""
                insert into events.domain_event (event_identifier, aggregate_identifier, sequence_number,
                    payload_type, payload_revision, payload, meta_data, time_stamp)
                select 'e' || n, 'session-' || n / 5, n % 5, 'session-started', '1',
                    convert_to('{"session":"session-' || n / 5 || '","team":"team-' || n % 50 || '","at":"'
                        || to_char(timestamp '2025-01-01' + n * interval '1 minute', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
                        || '"}', 'UTF8'), '{}', '2025' from generate_series(1, 50000) n
                """);
        sql.execute("vacuum analyze events.domain_event");

        for (HistoryFilter filter : List.of(
                HistoryFilter.ofSession(ofAda.session),
                filter(null, desk, null, null),
                filter(null, null, BEN.account(), null),
                filter(null, null, null, team))) {
            assertThat(plan(filter)).contains("domain_event_about").doesNotContain("Seq Scan");
        }
        assertThat(plan(during(NOON, NOON.plusSeconds(1), null)))
                .contains("domain_event_at")
                .doesNotContain("Seq Scan");
        assertThat(history.knows("session-77")).isTrue();
        assertThat(history.knows("session-7777777")).isFalse();
    }

    private String plan(HistoryFilter filter) {
        return sql.explain(Places.of(filter, 0)).plan();
    }

    @Test
    void aLineOfJsonIsTheEventAsItIsStored() {
        StoredEvent event =
                history.page(HistoryFilter.ofSession(ofAda.session), 0, 1).getFirst();

        assertThat(EventLines.json(event))
                .startsWith("{\"position\":" + event.position() + ",\"id\":\"")
                .contains("\"event\":\"endpoint-reserved\",\"revision\":\"1\",\"aggregate\":\"" + desk + "\"")
                .endsWith("\"data\":" + new String(event.payload(), StandardCharsets.UTF_8) + ",\"metaData\":{}}");
    }

    private List<String> names(HistoryFilter filter) {
        List<String> names = new ArrayList<>();
        history.read(filter, event -> names.add(event.name()));
        return names;
    }

    private static HistoryFilter filter(
            @Nullable SessionId session,
            @Nullable EndpointId endpoint,
            @Nullable AccountId technician,
            @Nullable TeamId of) {
        return new HistoryFilter(session, endpoint, technician, of, null, null, null);
    }

    private static HistoryFilter during(@Nullable Instant from, @Nullable Instant to, @Nullable Instant at) {
        return new HistoryFilter(null, null, null, null, from, to, at);
    }
}
