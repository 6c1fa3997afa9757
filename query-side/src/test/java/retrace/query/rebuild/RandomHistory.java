package retrace.query.rebuild;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import retrace.kernel.endpoint.EndpointEvent;
import retrace.kernel.endpoint.Monitor;
import retrace.kernel.endpoint.StreamerAddress;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.HoldId;
import retrace.kernel.id.LinkId;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.link.LinkEvent;
import retrace.kernel.link.Purpose;
import retrace.kernel.link.ServedRange;
import retrace.kernel.platform.Platform;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.Coverage;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.recording.Gap;
import retrace.kernel.recording.GapReason;
import retrace.kernel.recording.StoredObject;
import retrace.kernel.recording.View;
import retrace.kernel.session.EndReason;
import retrace.kernel.session.SessionEvent;
import retrace.kernel.session.ViewerKind;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Actor;
import retrace.kernel.team.AddOn;
import retrace.kernel.team.Plan;
import retrace.kernel.team.Role;
import retrace.kernel.team.Setting;
import retrace.kernel.team.TeamEvent;
import retrace.query.testing.Happening;

/**
 * Any events of teams, computers, sessions and links in any order, sensible or not: a projection takes what comes. Few
 * of each, so that they meet.
 */
final class RandomHistory {

    private static final List<String> NAMES = List.of("Ada", "Grace \"Amazing\" Hopper", "Ὑπατία", "tab\there", "");

    private final Random random;
    private final List<TeamId> teams = some(2, TeamId::create);
    private final List<AccountId> accounts = some(6, AccountId::create);
    private final List<EndpointId> endpoints = some(3, EndpointId::create);
    private final List<SessionId> sessions = some(5, SessionId::create);
    private final List<SegmentId> segments = some(10, SegmentId::create);
    private final List<HoldId> holds = some(5, HoldId::create);
    private final List<LinkId> links = some(6, LinkId::create);
    private final Map<String, Long> sequences = new HashMap<>();
    private Instant now = Instant.parse("2026-11-24T12:00:00.123456Z");

    RandomHistory(long seed) {
        random = new Random(seed);
    }

    List<Happening> next(int events) {
        List<Happening> history = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            now = now.plus(Duration.ofNanos(random.nextLong(5_000_000_000L)));
            Object event = switch (random.nextInt(10)) {
                case 0 -> team();
                case 1 -> endpoint();
                case 2, 3 -> link();
                default -> session();
            };
            String aggregate = aggregateOf(event);
            history.add(new Happening(aggregate, sequences.merge(aggregate, 1L, Long::sum) - 1, event));
        }
        return history;
    }

    private static String aggregateOf(Object event) {
        return switch (event) {
            case TeamEvent team -> team.team().value();
            case EndpointEvent endpoint -> endpoint.endpoint().value();
            case SessionEvent session -> session.session().value();
            case LinkEvent link -> link.link().value();
            default -> throw new IllegalStateException();
        };
    }

    private TeamEvent team() {
        TeamId team = one(teams);
        AccountId account = accounts.get(teams.indexOf(team) + teams.size() * random.nextInt(3));
        return switch (random.nextInt(7)) {
            case 0, 1 -> new TeamEvent.TeamCreated(team, one(NAMES), one(Plan.values()), addOns(), now);
            case 2 -> new TeamEvent.PlanChanged(team, Plan.ENTERPRISE, Set.of(), one(Plan.values()), addOns(), now);
            case 3 -> new TeamEvent.AccountAdded(team, account, "in", one(NAMES), one(Role.values()), maybe(by()), now);
            case 4 -> new TeamEvent.RoleChanged(team, account, one(NAMES), Role.OWNER, Role.MEMBER, by(), now);
            case 5 -> new TeamEvent.AccountRemoved(team, account, one(NAMES), by(), now);
            default ->
                new TeamEvent.SettingChanged(
                        team,
                        one(Setting.values()),
                        maybe(one(AccessKind.values())),
                        null,
                        maybe("1"),
                        days(),
                        by(),
                        now);
        };
    }

    private Set<AddOn> addOns() {
        return random.nextBoolean() ? Set.of() : Set.of(AddOn.values());
    }

    private String days() {
        return Integer.toString(1 + random.nextInt(400));
    }

    private EndpointEvent endpoint() {
        EndpointId endpoint = one(endpoints);
        TeamId team = one(teams);
        return switch (random.nextInt(6)) {
            case 0, 1 ->
                new EndpointEvent.EndpointRegistered(
                        endpoint,
                        team,
                        one(NAMES),
                        one(Platform.values()),
                        one(AccessKind.values()),
                        maybe("3.5.0.0"),
                        List.of(
                                new Monitor(1, one(NAMES), new StreamerAddress("127.0.0.1", 5901)),
                                new Monitor(2, one(NAMES), null)),
                        by(),
                        now);
            case 2 -> new EndpointEvent.StreamerVersionReported(endpoint, team, maybe("3.5.0.0"), "3.6.0.0", by(), now);
            case 3 -> new EndpointEvent.EndpointReserved(endpoint, team, one(sessions), by(), now);
            case 4 -> new EndpointEvent.EndpointReleased(endpoint, team, one(sessions), now);
            default -> new EndpointEvent.EndpointRetired(endpoint, team, by(), now);
        };
    }

    private SessionEvent session() {
        SessionId session = one(sessions);
        TeamId team = teams.getFirst();
        SegmentId segment = segmentOf(session);
        HoldId hold = holds.get(sessions.indexOf(session));
        return switch (random.nextInt(18)) {
            case 0, 1, 2 ->
                new SessionEvent.SessionStarted(
                        session,
                        team,
                        one(endpoints),
                        one(NAMES),
                        one(Platform.values()),
                        one(AccessKind.values()),
                        maybe("3.5"),
                        by(),
                        maybe(Platform.MACOS),
                        one(ViewerKind.values()),
                        random.nextBoolean(),
                        now);
            case 3 ->
                new SessionEvent.SessionRefused(
                        session,
                        team,
                        one(endpoints),
                        maybe(one(NAMES)),
                        maybe(Platform.IOS),
                        maybe(AccessKind.ATTENDED),
                        by(),
                        null,
                        one(ViewerKind.values()),
                        "CODE",
                        "Not now.",
                        now);
            case 4 -> new SessionEvent.ViewOpened(session, team, view(), now);
            case 5, 6 -> new SessionEvent.SegmentOpened(session, team, segment, view(), now);
            case 7, 8 -> new SessionEvent.SegmentClosed(session, team, closed(segment), now);
            case 9 -> new SessionEvent.SegmentFailed(session, team, segment, "The disk was full.", now);
            case 10 -> new SessionEvent.SegmentMissing(session, team, segment, "a.mp4", "It is gone.", now);
            case 11 -> new SessionEvent.CoverageAssessed(session, team, coverage(), now);
            case 12 -> new SessionEvent.HoldPlaced(session, team, hold, one(NAMES), "Counsel asks.", by(), now);
            case 13 -> new SessionEvent.HoldReleased(session, team, hold, one(NAMES), "Closed.", by(), now);
            case 14 -> new SessionEvent.SegmentDeletionDecided(session, team, segment, "a.mp4", 7, 90, now);
            case 15 -> new SessionEvent.SegmentDeletionFailed(session, team, segment, "Refused.", now);
            case 16 -> new SessionEvent.SegmentExpired(session, team, segment, "a.mp4", 90, now);
            default ->
                new SessionEvent.SessionEnded(session, team, one(endpoints), one(EndReason.values()), "Left.", now);
        };
    }

    /** Each is of one session. */
    private SegmentId segmentOf(SessionId session) {
        return segments.get(sessions.indexOf(session) + sessions.size() * random.nextInt(2));
    }

    private View view() {
        return new View(1 + random.nextInt(2), one(NAMES), new FrameRate(10), 1920, 1080);
    }

    private ClosedSegment closed(SegmentId segment) {
        return new ClosedSegment(
                segment,
                view(),
                now.minusSeconds(10),
                now.minusSeconds(1),
                now,
                42,
                one(CloseReason.values()),
                new StoredObject("a.mp4", random.nextLong(1 << 30), 123_456, "0a1b2c3d", "ab".repeat(32)),
                maybe("cd".repeat(32)));
    }

    private Coverage coverage() {
        List<Gap> gaps = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            gaps.add(new Gap(now.minusSeconds(10L * i), now.minusSeconds(10L * i - 5), one(GapReason.values())));
        }
        return new Coverage(10_000, gaps.isEmpty() ? 10_000 : random.nextInt(10_000), gaps);
    }

    private LinkEvent link() {
        LinkId link = one(links);
        SessionId session = sessions.get(links.indexOf(link) % sessions.size());
        SegmentId segment = segmentOf(session);
        Purpose purpose = one(Purpose.values());
        return switch (random.nextInt(5)) {
            case 0, 1 ->
                new LinkEvent.LinkIssued(
                        link, teams.getFirst(), session, segment, purpose, by(), now.plusSeconds(600), now);
            case 2 ->
                new LinkEvent.LinkRefused(
                        link, teams.getFirst(), session, segment, purpose, by(), "CODE", "Not now.", now);
            default -> {
                long from = random.nextInt(9000);
                yield new LinkEvent.RecordingServed(
                        link,
                        teams.getFirst(),
                        session,
                        segment,
                        purpose,
                        by(),
                        "relay",
                        1,
                        List.of(new ServedRange(from, from + 100, from, from + random.nextInt(500))),
                        now);
            }
        };
    }

    private Actor by() {
        return new Actor(one(accounts), one(NAMES));
    }

    private <T> @Nullable T maybe(T value) {
        return random.nextInt(3) == 0 ? null : value;
    }

    private <T> T one(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private <T> T one(T[] from) {
        return from[random.nextInt(from.length)];
    }

    private static <T> List<T> some(int count, java.util.function.Supplier<T> create) {
        List<T> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            made.add(create.get());
        }
        return made;
    }
}
