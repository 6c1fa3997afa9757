package retrace.infra.benchmarks.history;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import retrace.infra.benchmarks.history.SimulatedTeam.Member;
import retrace.kernel.endpoint.EndpointEvent.EndpointReserved;
import retrace.kernel.id.SessionId;
import retrace.kernel.platform.Platform;
import retrace.kernel.platform.StreamerVersion;
import retrace.kernel.session.Refusal;
import retrace.kernel.session.SessionEvent.SessionRefused;
import retrace.kernel.session.SessionEvent.SessionStarted;
import retrace.kernel.session.ViewerKind;

/** A team's technicians ask for sessions, by day more than by night. */
final class SessionRequests {

    /** Of Windows, and of no other platform, as deployments have it by default. */
    private static final StreamerVersion MINIMUM = new StreamerVersion("3.5.8.0");

    /** What part of the time counts, where that of office hours counts wholly: about what {@link #activity} makes. */
    private static final double ACTIVE_PART = 0.36;

    private static final List<Platform> TECHNICIANS = List.of(Platform.WINDOWS, Platform.MACOS, Platform.WINDOWS);

    private final World world;
    private final SimulatedTeam team;
    private final Duration every;

    private SessionRequests(World world, SimulatedTeam team, Duration every) {
        this.world = world;
        this.team = team;
        this.every = every;
    }

    static void begin(World world, SimulatedTeam team, HistoryPlan plan, double share) {
        double sessions = Math.max(1, plan.sessions() * share);
        long nanos = (long) (plan.span().toNanos() * ACTIVE_PART / sessions);
        SessionRequests requests = new SessionRequests(world, team, Duration.ofNanos(nanos));
        world.in(world.dice().untilNext(requests.every), requests::next);
    }

    private void next() {
        if (world.dice().chance(activity())) {
            ask();
        }
        world.in(world.dice().untilNext(every), this::next);
    }

    private double activity() {
        ZonedDateTime now = world.now().atZone(ZoneOffset.UTC);
        if (now.getDayOfWeek() == DayOfWeek.SATURDAY || now.getDayOfWeek() == DayOfWeek.SUNDAY) {
            return 0.1;
        }
        int hour = now.getHour();
        return hour >= 8 && hour < 18 ? 1 : hour >= 6 && hour < 22 ? 0.15 : 0.05;
    }

    private void ask() {
        Dice dice = world.dice();
        Member technician = dice.pickEarly(team.members());
        if (!team.retired().isEmpty() && dice.chance(0.004)) {
            SimulatedEndpoint gone = dice.pick(team.retired());
            refuse(gone, null, technician, platform(), new Refusal.UnknownEndpoint(gone.id()));
            return;
        }
        SimulatedEndpoint endpoint = dice.pickEarly(team.endpoints());
        if (endpoint.isTaken() && !dice.chance(0.2)) {
            endpoint = dice.pick(team.endpoints());
        }
        if (endpoint.isByCode() && !endpoint.isTaken()) {
            askWithCode(endpoint, technician);
        } else {
            request(endpoint, technician);
        }
    }

    private void askWithCode(SimulatedEndpoint endpoint, Member technician) {
        EndpointPark.issueCode(world, team, endpoint, technician.actor());
        endpoint.await(true);
        world.in(world.dice().seconds(20, 120), () -> {
            endpoint.await(false);
            request(endpoint, technician);
        });
    }

    private @Nullable Platform platform() {
        if (world.dice().chance(0.005)) {
            return null;
        }
        return world.dice().chance(0.01) ? Platform.LINUX : world.dice().pick(TECHNICIANS);
    }

    private void request(SimulatedEndpoint endpoint, Member technician) {
        @Nullable Platform platform = platform();
        Optional<Refusal> refusal = refusalOf(endpoint, platform);
        if (refusal.isPresent()) {
            refuse(endpoint, endpoint, technician, platform, refusal.get());
        } else {
            admit(endpoint, technician, platform);
        }
    }

    /** As the command side would decide. */
    private Optional<Refusal> refusalOf(SimulatedEndpoint endpoint, @Nullable Platform platform) {
        if (endpoint.inSessionWith() != null) {
            return Optional.of(new Refusal.EndpointBusy(
                    endpoint.name(), endpoint.inSessionWith().name()));
        }
        if (world.dice().chance(0.02)) {
            return Optional.of(new Refusal.StreamerUnreachable(endpoint.name(), "the connection was refused"));
        }
        if (!team.records(endpoint.accessKind())) {
            return Optional.empty();
        }
        if (platform == null || !team.technicianPlatforms().contains(platform)) {
            return Optional.of(new Refusal.TechnicianPlatformNotAllowed(platform, team.technicianPlatforms()));
        }
        if (endpoint.streamerVersion() == null) {
            return Optional.of(new Refusal.StreamerVersionUnknown(endpoint.name()));
        }
        StreamerVersion version = new StreamerVersion(endpoint.streamerVersion());
        if (endpoint.platform() == Platform.WINDOWS && version.compareTo(MINIMUM) < 0) {
            return Optional.of(new Refusal.StreamerTooOld(version, MINIMUM, endpoint.platform()));
        }
        return world.dice().chance(0.001) ? Optional.of(new Refusal.RecordingUnavailable()) : Optional.empty();
    }

    private ViewerKind viewer() {
        return world.dice().chance(0.7) ? ViewerKind.CONSOLE : ViewerKind.VNC_VIEWER;
    }

    /** @param known the endpoint where the team has it, null where it has it no more */
    private void refuse(
            SimulatedEndpoint asked,
            @Nullable SimulatedEndpoint known,
            Member technician,
            @Nullable Platform platform,
            Refusal refusal) {
        SessionId id = new SessionId("session-" + world.dice().uuid());
        world.decide(
                EventStream.of(id),
                new SessionRefused(
                        id,
                        team.id(),
                        asked.id(),
                        known == null ? null : known.name(),
                        known == null ? null : known.platform(),
                        known == null ? null : known.accessKind(),
                        technician.actor(),
                        platform,
                        viewer(),
                        refusal.code(),
                        refusal.message(),
                        world.now()));
    }

    private void admit(SimulatedEndpoint endpoint, Member technician, @Nullable Platform platform) {
        SessionId id = new SessionId("session-" + world.dice().uuid());
        boolean recorded = team.records(endpoint.accessKind());
        SimulatedSession session = new SimulatedSession(id, EventStream.of(id), team, endpoint.accessKind(), recorded);
        endpoint.reserve(technician.actor());
        world.decide(
                new Journal.Entry(
                        endpoint.events(),
                        new EndpointReserved(endpoint.id(), team.id(), id, technician.actor(), world.now())),
                new Journal.Entry(
                        session.events(),
                        new SessionStarted(
                                id,
                                team.id(),
                                endpoint.id(),
                                endpoint.name(),
                                endpoint.platform(),
                                endpoint.accessKind(),
                                endpoint.streamerVersion(),
                                technician.actor(),
                                platform,
                                viewer(),
                                recorded,
                                world.now())));
        new SessionLife(world, session, endpoint, SessionCourse.of(world.dice(), recorded)).begin();
    }
}
