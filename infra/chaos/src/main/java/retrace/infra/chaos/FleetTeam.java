package retrace.infra.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import retrace.infra.streamer.DemoStreamer;

/** A team whose sessions a fleet records, with its technicians and their computers' desktops. Used by one thread. */
final class FleetTeam implements AutoCloseable {

    static final String OWNER = "owner";
    static final String PASSWORD = "a password for tests";

    private static final Duration READY_MAX = Duration.ofMinutes(1);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private static final int WIDTH = 800;
    private static final int HEIGHT = 600;

    private final String address;
    private final List<DemoStreamer> desktops = new ArrayList<>();
    private final List<Technician> technicians = new ArrayList<>();

    private FleetTeam(String address) {
        this.address = address;
    }

    /** @param proxy in front of the fleet */
    static FleetTeam make(Fleet fleet, FleetProxy proxy) throws IOException, InterruptedException {
        Api operator = fleet.operator(proxy.address());
        JsonNode team = newTeam(operator);
        operator.post(
                "/api/operator/teams/" + team.path("team").asText() + "/owners",
                Map.of("signInName", OWNER, "name", "Owner", "password", PASSWORD));
        FleetTeam made = new FleetTeam(proxy.address());
        made.owner().put("/api/settings", Map.of("setting", "RECORDING_ON", "accessKind", "UNATTENDED", "on", true));
        return made;
    }

    /** Tried again while the proxy does not know yet that somebody is ready, as on a machine that is busy otherwise. */
    private static JsonNode newTeam(Api operator) throws IOException, InterruptedException {
        long latest = System.nanoTime() + READY_MAX.toNanos();
        while (true) {
            try {
                return operator.post(
                        "/api/operator/teams",
                        Map.of("name", "Fleet", "plan", "ENTERPRISE", "addOns", List.of("CLOUD_SESSION_RECORDING")));
            } catch (IOException e) {
                if (System.nanoTime() > latest) {
                    throw e;
                }
                Thread.sleep(RETRY);
            }
        }
    }

    Api owner() {
        return new Api(address, OWNER, PASSWORD);
    }

    /** One more, who begins at once, on a computer of their own. */
    void hire(Technician.Stay stay) throws IOException, InterruptedException {
        DemoStreamer desktop = DemoStreamer.start(
                new DemoStreamer.Config(List.of(0), WIDTH, HEIGHT, Optional.empty(), InstantSource.system()));
        desktops.add(desktop);
        int number = desktops.size();
        technicians.add(new Technician(
                Computers.register(owner(), number, desktop),
                PaintTimes.of(desktop.screen(1)),
                stay,
                this::owner,
                new Random(number)));
    }

    /** What all of them have seen so far, the first one's first. */
    List<Shown> shown() {
        return technicians.stream()
                .flatMap(technician -> technician.shown().stream())
                .toList();
    }

    /** The session that the first of them is in, or was in last. */
    String firstOnesSession() {
        return technicians.getFirst().shown().getLast().session();
    }

    /** All leave and come no more. */
    void stop() throws InterruptedException {
        for (Technician technician : technicians) {
            technician.stop();
        }
    }

    @Override
    public void close() throws IOException {
        for (DemoStreamer desktop : desktops) {
            desktop.close();
        }
    }
}
