package retrace.infra.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import retrace.infra.streamer.DemoStreamer;

/**
 * Two of each part, as separate processes on one PostgreSQL and one bucket behind the proxy of a deployment; one of each is
 * killed.
 */
class FleetIT {

    private static final PrintWriter OUT = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    private static final String PASSWORD = "a password for tests";
    private static final int TECHNICIANS = 6;
    private static final Technician.Stay LONG = new Technician.Stay(Duration.ofSeconds(90), Duration.ofSeconds(99));
    private static final Technician.Stay SHORT = new Technician.Stay(Duration.ofSeconds(2), Duration.ofSeconds(5));
    private static final int SESSIONS_LEAST = 50;

    @TempDir
    Path folder;

    private final List<DemoStreamer> desktops = new ArrayList<>();

    @Test
    void nothingThatWasShownInFiftySessionsIsLostWhenOneOfEachPartIsKilled() throws Exception {
        try (StoreUnderTest store = new GcsUnderTest();
                Fleet fleet = Fleet.start(folder, store);
                FleetProxy proxy = fleet.proxy()) {
            makeTeam(fleet, proxy);
            List<Technician> technicians = new ArrayList<>(List.of(technician(proxy, 1, LONG)));
            Browser browser = signedIn(fleet);
            Thread.sleep(6000); // until the relays have shown how full they are
            while (technicians.size() < TECHNICIANS) {
                technicians.add(technician(proxy, technicians.size() + 1, SHORT));
            }
            Thread.sleep(8000);

            kill(fleet.member("command-side", 1));
            Thread.sleep(4000);
            kill(fleet.member("query-side", 1));
            Thread.sleep(4000);
            stillAnswered(browser, proxy);
            Kill relay = kill(carrying(fleet, technicians.getFirst()));
            Thread.sleep(Duration.ofSeconds(40)); // the other takes over, and technicians come again
            List<Shown> shown = shownTo(technicians);
            Settling.await(fleet.database(), store, OUT);

            Verdict verdict = new Checker(store, EventLog.read(fleet.database()), List.of(relay), folder).check(shown);
            OUT.println(verdict);
            assertThat(verdict.faults()).isEmpty();
            assertThat(verdict.lost()).isZero();
            assertThat(shown).hasSizeGreaterThanOrEqualTo(SESSIONS_LEAST);
            assertThat(verdict.due()).as("pictures compared").isGreaterThan(50);
            assertThat(relays(shown, fleet)).as("relays that carried sessions").isEqualTo(Fleet.OF_EACH);
            assertThat(endedByRelayLost(fleet))
                    .as("sessions that the killed relay has left")
                    .isPositive();
            assertThat(owner(proxy).get("/api/sessions").toString())
                    .as("by the query side that is left, which has gone on where the killed one stopped")
                    .contains(shown.getLast().session());
        } finally {
            for (DemoStreamer desktop : desktops) {
                desktop.close();
            }
        }
    }

    private static List<Shown> shownTo(List<Technician> technicians) throws InterruptedException {
        List<Shown> shown = new ArrayList<>();
        for (Technician technician : technicians) {
            technician.stop();
            shown.addAll(technician.shown());
        }
        return shown;
    }

    private static void makeTeam(Fleet fleet, FleetProxy proxy) throws IOException, InterruptedException {
        JsonNode team = fleet.operator(proxy.address())
                .post(
                        "/api/operator/teams",
                        Map.of("name", "Fleet", "plan", "ENTERPRISE", "addOns", List.of("CLOUD_SESSION_RECORDING")));
        fleet.operator(proxy.address())
                .post(
                        "/api/operator/teams/" + team.path("team").asText() + "/owners",
                        Map.of("signInName", "owner", "name", "Owner", "password", PASSWORD));
        owner(proxy).put("/api/settings", Map.of("setting", "RECORDING_ON", "accessKind", "UNATTENDED", "on", true));
    }

    private static Api owner(FleetProxy proxy) {
        return new Api(proxy.address(), "owner", PASSWORD);
    }

    /** At one process, and known to all others. */
    private static Browser signedIn(Fleet fleet) throws IOException, InterruptedException {
        Browser browser = new Browser(fleet.address(fleet.member("command-side", 1)));
        assertThat(browser.signIn("owner", PASSWORD)).isEqualTo(204);
        for (String part : List.of("command-side", "query-side")) {
            for (int number = 1; number <= Fleet.OF_EACH; number++) {
                String address = fleet.address(fleet.member(part, number));
                assertThat(browser.at(address).get("/api/me").body())
                        .as(address)
                        .contains("\"role\":\"OWNER\"");
            }
        }
        return browser;
    }

    /** Reading and changing, with neither the process where it was signed in nor the one that answered first. */
    private static void stillAnswered(Browser browser, FleetProxy proxy) throws IOException, InterruptedException {
        browser.at(proxy.address());
        for (int time = 0; time < 10; time++) {
            for (String read :
                    List.of("/api/sessions", "/api/accounts", "/api/settings/minimum-streamer-versions", "/")) {
                assertThat(browser.get(read).statusCode()).as(read).isEqualTo(200);
            }
            assertThat(browser.send(
                                    "PUT",
                                    "/api/settings",
                                    "{\"setting\": \"RECORDING_ON\", \"accessKind\": \"UNATTENDED\", \"on\": true}")
                            .statusCode())
                    .isBetween(200, 204);
        }
        assertThat(browser.get("/actuator/prometheus").statusCode()).isEqualTo(404);
    }

    private Technician technician(FleetProxy proxy, int number, Technician.Stay stay)
            throws IOException, InterruptedException {
        DemoStreamer desktop = DemoStreamer.start(
                new DemoStreamer.Config(List.of(0), 800, 600, Optional.empty(), InstantSource.system()));
        desktops.add(desktop);
        return new Technician(
                Computers.register(owner(proxy), number, desktop),
                PaintTimes.of(desktop.screen(1)),
                stay,
                () -> owner(proxy),
                new Random(number));
    }

    private static Kill kill(Fleet.Member member) throws InterruptedException {
        long from = System.nanoTime();
        member.process().kill();
        OUT.println("killed " + member.name());
        return new Kill(from, System.nanoTime());
    }

    /** The relay that has the session that a technician is in. */
    private static Fleet.Member carrying(Fleet fleet, Technician technician) throws IOException {
        String session = technician.shown().getLast().session();
        for (int number = 1; number <= Fleet.OF_EACH; number++) {
            Fleet.Member relay = fleet.member("relay", number);
            if (Files.readString(fleet.said(relay.name())).contains("session=" + session)) {
                return relay;
            }
        }
        throw new IllegalStateException("no relay says that it has " + session);
    }

    /** By what the relays say themselves of their sessions' ends and beginnings, in their logs. */
    private static long relays(List<Shown> shown, Fleet fleet) throws IOException {
        long relays = 0;
        for (int number = 1; number <= Fleet.OF_EACH; number++) {
            String said = Files.readString(fleet.said("relay-" + number));
            relays += shown.stream().anyMatch(one -> said.contains("session=" + one.session())) ? 1 : 0;
        }
        return relays;
    }

    private static long endedByRelayLost(Fleet fleet) throws Exception {
        return EventLog.read(fleet.database()).named("session-ended").stream()
                .filter(ended -> ended.event().path("reason").asText().equals("RELAY_LOST"))
                .count();
    }
}
