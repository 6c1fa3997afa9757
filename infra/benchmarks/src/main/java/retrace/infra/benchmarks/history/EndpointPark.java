package retrace.infra.benchmarks.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import retrace.kernel.endpoint.EndpointEvent.CodeIssued;
import retrace.kernel.endpoint.EndpointEvent.EndpointRegistered;
import retrace.kernel.endpoint.EndpointEvent.EndpointRetired;
import retrace.kernel.endpoint.EndpointEvent.StreamerLoginChanged;
import retrace.kernel.endpoint.EndpointEvent.StreamerTlsChanged;
import retrace.kernel.endpoint.EndpointEvent.StreamerVersionReported;
import retrace.kernel.endpoint.Monitor;
import retrace.kernel.endpoint.StreamerAddress;
import retrace.kernel.endpoint.StreamerTls;
import retrace.kernel.id.EndpointId;
import retrace.kernel.platform.Platform;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Actor;

/** A team's computers: they are registered, updated and retired. */
final class EndpointPark {

    static final String TOO_OLD = "3.4.1.0";

    private static final int RFB_PORT = 5900;
    private static final Duration CODE_LIFETIME = Duration.ofMinutes(15);
    private static final List<String> VERSIONS = List.of("3.5.8.0", "3.6.0.0", "3.6.2.1", "3.7.0.0");
    private static final StreamerTls ENCRYPTED = new StreamerTls(StreamerTls.Rule.ENCRYPTED, null);
    private static final List<Platform> PLATFORMS = List.of(
            Platform.WINDOWS,
            Platform.WINDOWS,
            Platform.WINDOWS,
            Platform.MACOS,
            Platform.LINUX,
            Platform.ANDROID,
            Platform.IOS);

    private final World world;
    private final SimulatedTeam team;
    private final Duration changesEvery;
    private int registered;

    private EndpointPark(World world, SimulatedTeam team, Duration changesEvery) {
        this.world = world;
        this.team = team;
        this.changesEvery = changesEvery;
    }

    static EndpointPark begin(World world, SimulatedTeam team, HistoryPlan plan, int endpoints) {
        EndpointPark park = new EndpointPark(world, team, plan.span().dividedBy(3L * endpoints));
        for (int i = 0; i < endpoints; i++) {
            park.register();
        }
        world.in(world.dice().untilNext(park.changesEvery), park::change);
        return park;
    }

    private void register() {
        EndpointId id = new EndpointId("endpoint-" + world.dice().uuid());
        Platform platform = world.dice().pickEarly(PLATFORMS);
        AccessKind kind = world.dice().chance(0.35) ? AccessKind.ATTENDED : AccessKind.UNATTENDED;
        boolean byCode = kind == AccessKind.ATTENDED && world.dice().chance(0.5);
        EndpointRegistered event = new EndpointRegistered(
                id,
                team.id(),
                Names.endpoint(world.dice(), registered++),
                platform,
                kind,
                firstVersion(),
                byCode ? List.of(new Monitor(1, "Main", null)) : monitors(platform),
                team.manager(world.dice()).actor(),
                world.now());
        SimulatedEndpoint endpoint = new SimulatedEndpoint(event, EventStream.of(id));
        team.endpoints().add(endpoint);
        world.decide(endpoint.events(), event);
    }

    private @Nullable String firstVersion() {
        if (world.dice().chance(0.01)) {
            return null;
        }
        return world.dice().chance(0.03) ? TOO_OLD : world.dice().pick(VERSIONS);
    }

    private List<Monitor> monitors(Platform platform) {
        boolean pocket = platform == Platform.ANDROID || platform == Platform.IOS;
        int count = pocket || world.dice().chance(0.6) ? 1 : world.dice().between(2, 3);
        String host = "10." + world.dice().between(0, 99) + "." + world.dice().between(0, 255) + "."
                + world.dice().between(1, 254);
        List<Monitor> monitors = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            String name = count == 1 ? "Main" : "Screen " + i;
            monitors.add(new Monitor(i, name, new StreamerAddress(host, RFB_PORT + i - 1)));
        }
        return List.copyOf(monitors);
    }

    private void change() {
        SimulatedEndpoint endpoint = world.dice().pick(team.endpoints());
        if (world.dice().chance(0.05)) {
            encrypt(endpoint);
        } else if (!world.dice().chance(0.05)) {
            update(endpoint);
        } else if (!endpoint.isTaken() && team.endpoints().size() > 2) {
            team.endpoints().remove(endpoint);
            team.retired().add(endpoint);
            world.decide(
                    endpoint.events(),
                    new EndpointRetired(
                            endpoint.id(), team.id(), team.manager(world.dice()).actor(), world.now()));
            register();
        }
        world.in(world.dice().untilNext(changesEvery), this::change);
    }

    /** Or no longer, where it was; its password is changed with that. */
    private void encrypt(SimulatedEndpoint endpoint) {
        StreamerTls before = endpoint.streamerTls();
        StreamerTls after = before.equals(ENCRYPTED) ? StreamerTls.AS_OFFERED : ENCRYPTED;
        endpoint.speaks(after);
        Actor by = team.manager(world.dice()).actor();
        world.decide(
                endpoint.events(), new StreamerTlsChanged(endpoint.id(), team.id(), before, after, by, world.now()));
        world.decide(endpoint.events(), new StreamerLoginChanged(endpoint.id(), team.id(), by, world.now()));
    }

    void updateAny() {
        update(world.dice().pick(team.endpoints()));
    }

    /** To some other version than it runs. */
    private void update(SimulatedEndpoint endpoint) {
        @Nullable String before = endpoint.streamerVersion();
        List<String> others =
                VERSIONS.stream().filter(version -> !version.equals(before)).toList();
        String after = world.dice().pick(others);
        endpoint.runs(after);
        world.decide(
                endpoint.events(),
                new StreamerVersionReported(
                        endpoint.id(),
                        team.id(),
                        before,
                        after,
                        team.manager(world.dice()).actor(),
                        world.now()));
    }

    static void issueCode(World world, SimulatedTeam team, SimulatedEndpoint endpoint, Actor technician) {
        world.decide(
                endpoint.events(),
                new CodeIssued(endpoint.id(), team.id(), technician, world.now().plus(CODE_LIFETIME), world.now()));
    }
}
