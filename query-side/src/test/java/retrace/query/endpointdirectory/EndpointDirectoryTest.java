package retrace.query.endpointdirectory;

import static org.assertj.core.api.Assertions.assertThat;
import static retrace.query.testing.SessionStory.ADA;
import static retrace.query.testing.SessionStory.NOON;

import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import retrace.kernel.endpoint.EndpointEvent;
import retrace.kernel.endpoint.Monitor;
import retrace.kernel.endpoint.StreamerAddress;
import retrace.kernel.endpoint.StreamerTls;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.platform.Platform;
import retrace.kernel.team.AccessKind;
import retrace.query.testing.Happening;
import retrace.query.testing.Projector;
import retrace.query.testing.TestDatabase;

class EndpointDirectoryTest {

    private final DataSource database = TestDatabase.shared();
    private final Projector projector = new Projector(new EndpointDirectoryProjection(Projector.rows(database)));
    private final EndpointDirectoryQueries queries =
            new EndpointDirectoryQueries(Projector.sql(database), Projector.UP_TO_DATE);
    private final TeamId team = TeamId.create();
    private final EndpointId desk = EndpointId.create();
    private final SessionId session = SessionId.create();

    @Test
    void aComputerIsThereWithItsMonitorsAndFree() {
        projector.feed(registered(desk, "Desk"));

        assertThat(computers())
                .containsExactly(new Computers.Computer(
                        desk.value(),
                        "Desk",
                        Platform.WINDOWS,
                        AccessKind.ATTENDED,
                        "3.5.0.0",
                        StreamerTls.AS_OFFERED,
                        List.of(
                                new Computers.Monitor(1, "Left", "10.0.0.7", 5900),
                                new Computers.Monitor(2, "Right", "10.0.0.7", 5901)),
                        null));
    }

    @Test
    void aComputerInASessionTellsWhoseItIsUntilItIsReleased() {
        projector.feed(registered(desk, "Desk"));
        projector.feed(reserved());
        assertThat(computers().getFirst().session())
                .isEqualTo(new Computers.Session(
                        session.value(), ADA.account().value(), "Ada Lovelace", NOON.plusSeconds(1)));

        projector.feed(released());
        assertThat(computers().getFirst().session()).isNull();
    }

    @Test
    void eventsThatComeAgainChangeNothing() {
        List<Happening> told = List.of(registered(desk, "Desk"), reserved(), released());
        projector.feed(told);
        projector.feed(told);

        assertThat(computers()).hasSize(1);
        assertThat(computers().getFirst().session()).isNull();
    }

    @Test
    void aComputerTellsWhetherItMustBeReachedOverTls() {
        StreamerTls pinned = new StreamerTls(StreamerTls.Rule.CERTIFIED, "0".repeat(64));
        projector.feed(registered(desk, "Desk"));
        projector.feed(happening(
                1, new EndpointEvent.StreamerTlsChanged(desk, team, StreamerTls.AS_OFFERED, pinned, ADA, NOON)));

        assertThat(computers().getFirst().tls()).isEqualTo(pinned);
    }

    @Test
    void aRetiredComputerIsGone() {
        projector.feed(registered(desk, "Desk"));
        projector.feed(happening(1, new EndpointEvent.EndpointRetired(desk, team, ADA, NOON)));

        assertThat(computers()).isEmpty();
    }

    @Test
    void computersComeByNameWhateverItsCase() {
        projector.feed(registered(EndpointId.create(), "beta"));
        projector.feed(registered(EndpointId.create(), "Alpha"));
        projector.feed(registered(EndpointId.create(), "Gamma"));

        assertThat(computers()).extracting(Computers.Computer::name).containsExactly("Alpha", "beta", "Gamma");
    }

    @Test
    void aTeamSeesNothingOfAnother() {
        projector.feed(registered(desk, "Desk"));

        assertThat(queries.all(TeamId.create()).items()).isEmpty();
    }

    private Happening registered(EndpointId endpoint, String name) {
        return new Happening(
                endpoint.value(),
                0,
                new EndpointEvent.EndpointRegistered(
                        endpoint,
                        team,
                        name,
                        Platform.WINDOWS,
                        AccessKind.ATTENDED,
                        "3.5.0.0",
                        List.of(
                                new Monitor(1, "Left", new StreamerAddress("10.0.0.7", 5900)),
                                new Monitor(2, "Right", new StreamerAddress("10.0.0.7", 5901))),
                        ADA,
                        NOON));
    }

    private Happening reserved() {
        return happening(1, new EndpointEvent.EndpointReserved(desk, team, session, ADA, NOON.plusSeconds(1)));
    }

    private Happening released() {
        return happening(2, new EndpointEvent.EndpointReleased(desk, team, session, NOON.plusSeconds(2)));
    }

    private Happening happening(long sequence, EndpointEvent event) {
        return new Happening(desk.value(), sequence, event);
    }

    private List<Computers.Computer> computers() {
        return queries.all(team).items();
    }
}
