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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import retrace.infra.streamer.DemoStreamer;

/** Two of each part, as separate processes on one PostgreSQL and one bucket; one of each is killed. */
class FleetIT {

    private static final PrintWriter OUT = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    private static final String PASSWORD = "a password for tests";

    @TempDir
    Path folder;

    private final List<DemoStreamer> desktops = new ArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();

    @Test
    void nothingThatWasShownIsLostWhenOneOfEachPartIsKilled() throws Exception {
        try (StoreUnderTest store = new GcsUnderTest();
                Fleet fleet = Fleet.start(folder, store)) {
            makeTeam(fleet);
            Technician first = technician(fleet, 1);
            Thread.sleep(6000); // until the relays have shown how full they are
            Technician second = technician(fleet, 2);
            Thread.sleep(8000);

            kill(fleet, "command-side");
            Thread.sleep(4000);
            kill(fleet, "query-side");
            Thread.sleep(4000);
            Kill relay = kill(fleet, "relay");
            Thread.sleep(Duration.ofSeconds(40)); // the other takes over, and technicians come again
            first.stop();
            second.stop();
            List<Shown> shown = Stream.of(first, second)
                    .flatMap(technician -> technician.shown().stream())
                    .toList();
            Settling.await(fleet.database(), OUT);

            Verdict verdict = new Checker(store, EventLog.read(fleet.database()), List.of(relay), folder).check(shown);
            OUT.println(verdict);
            assertThat(verdict.faults()).isEmpty();
            assertThat(verdict.lost()).isZero();
            assertThat(verdict.due()).as("pictures compared").isGreaterThan(50);
            assertThat(relays(shown, fleet)).as("relays that carried sessions").isEqualTo(Fleet.OF_EACH);
            assertThat(endedByRelayLost(fleet))
                    .as("sessions that the killed relay has left")
                    .isPositive();
            assertThat(isListed(fleet, shown.getLast().session())).isTrue();
        } finally {
            for (DemoStreamer desktop : desktops) {
                desktop.close();
            }
        }
    }

    private static void makeTeam(Fleet fleet) throws IOException, InterruptedException {
        JsonNode team = fleet.operator()
                .post(
                        "/api/operator/teams",
                        Map.of("name", "Fleet", "plan", "ENTERPRISE", "addOns", List.of("CLOUD_SESSION_RECORDING")));
        fleet.operator()
                .post(
                        "/api/operator/teams/" + team.path("team").asText() + "/owners",
                        Map.of("signInName", "owner", "name", "Owner", "password", PASSWORD));
        owner(fleet.commandSide(0))
                .put("/api/settings", Map.of("setting", "RECORDING_ON", "accessKind", "UNATTENDED", "on", true));
    }

    private static Api owner(String address) {
        return new Api(address, "owner", PASSWORD);
    }

    private Technician technician(Fleet fleet, int number) throws IOException, InterruptedException {
        DemoStreamer desktop = DemoStreamer.start(
                new DemoStreamer.Config(List.of(0), 800, 600, Optional.empty(), InstantSource.system()));
        desktops.add(desktop);
        return new Technician(
                Computers.register(owner(fleet.commandSide(number)), number, desktop),
                PaintTimes.of(desktop.screen(1)),
                () -> owner(fleet.commandSide(turn.getAndIncrement())),
                new Random(number));
    }

    private static Kill kill(Fleet fleet, String part) throws InterruptedException {
        long from = System.nanoTime();
        fleet.member(part, 1).process().kill();
        OUT.println("killed " + part + "-1");
        return new Kill(from, System.nanoTime());
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

    /** By the query side that is left, whose projections have gone on where the killed one's stopped. */
    private static boolean isListed(Fleet fleet, String session) throws IOException, InterruptedException {
        JsonNode sessions = owner(fleet.address(fleet.member("query-side", 2))).get("/api/sessions");
        return sessions.toString().contains(session);
    }
}
