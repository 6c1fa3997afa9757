package retrace.query.past;

import static retrace.query.testing.SessionStory.NOON;
import static retrace.query.testing.SessionStory.view;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
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
import retrace.kernel.link.PlayedPart;
import retrace.kernel.link.Purpose;
import retrace.kernel.link.ServedRange;
import retrace.kernel.platform.Platform;
import retrace.kernel.session.SessionEvent;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Actor;
import retrace.kernel.team.AddOn;
import retrace.kernel.team.Plan;
import retrace.kernel.team.Role;
import retrace.kernel.team.Setting;
import retrace.kernel.team.TeamEvent;
import retrace.query.testing.Happening;
import retrace.query.testing.SessionStory;

/** What happens to a team, by chance and in the order of time. Several things may happen at once. */
final class RandomTeam {

    final TeamId team = TeamId.create();
    final EndpointId desk = EndpointId.create();
    final List<SessionId> sessions = new ArrayList<>();

    private final Random random;
    private final Actor ada = new Actor(AccountId.create(), "Ada");
    private final Map<String, Long> sequences = new HashMap<>();
    private final List<Happening> happenings = new ArrayList<>();
    private final List<SegmentId> opened = new ArrayList<>();
    private final List<SegmentId> closed = new ArrayList<>();
    private final List<HoldId> held = new ArrayList<>();
    private @Nullable SessionStory running;
    private Instant now = NOON;

    RandomTeam(Random random) {
        this.random = random;
    }

    List<Happening> happen(int steps) {
        add(
                team.value(),
                new TeamEvent.TeamCreated(team, "Any", Plan.ENTERPRISE, Set.of(AddOn.CLOUD_SESSION_RECORDING), now));
        add(
                desk.value(),
                new EndpointEvent.EndpointRegistered(
                        desk,
                        team,
                        "Desk",
                        Platform.LINUX,
                        AccessKind.UNATTENDED,
                        null,
                        List.of(new Monitor(1, "Main", new StreamerAddress("127.0.0.1", 5900))),
                        ada,
                        now));
        for (int step = 0; step < steps; step++) {
            now = now.plusMillis(random.nextInt(3) * 700L);
            switch (random.nextInt(6)) {
                case 0 -> ofTeam();
                case 1 -> ofEndpoint();
                default -> ofSession();
            }
        }
        return happenings;
    }

    private void ofTeam() {
        switch (random.nextInt(3)) {
            case 0 ->
                add(
                        team.value(),
                        new TeamEvent.AccountAdded(team, AccountId.create(), "in", "Somebody", Role.MEMBER, ada, now));
            case 1 ->
                add(
                        team.value(),
                        new TeamEvent.SettingChanged(
                                team,
                                Setting.DAYS_KEPT,
                                null,
                                null,
                                "90",
                                String.valueOf(1 + random.nextInt(90)),
                                ada,
                                now));
            default ->
                add(
                        team.value(),
                        new TeamEvent.SettingChanged(
                                team, Setting.RECORDING_ON, AccessKind.UNATTENDED, null, "false", "true", ada, now));
        }
    }

    private void ofEndpoint() {
        add(
                desk.value(),
                new EndpointEvent.StreamerVersionReported(desk, team, null, "3." + random.nextInt(9), ada, now));
    }

    private void ofSession() {
        if (running == null) {
            begin();
            return;
        }
        switch (random.nextInt(9)) {
            case 0 -> tell(story -> story.viewOpened(view(1 + random.nextInt(2))));
            case 1, 2 -> {
                SegmentId segment = SegmentId.create();
                opened.add(segment);
                tell(story -> story.segmentOpened(segment, view(1)));
            }
            case 3, 4 -> finish();
            case 5 -> hold();
            case 6 -> delete();
            case 7 -> link();
            default -> end();
        }
    }

    private void begin() {
        SessionStory story = new SessionStory(team).on(desk, "Desk").by(ada);
        sessions.add(story.session);
        running = story;
        opened.clear();
        closed.clear();
        held.clear();
        if (random.nextInt(5) == 0) {
            tell(told -> told.refused("ENDPOINT_BUSY", "Desk is in a session already.", "Desk"));
            running = null;
        } else {
            add(desk.value(), new EndpointEvent.EndpointReserved(desk, team, story.session, ada, now));
            tell(SessionStory::started);
        }
    }

    private void finish() {
        if (opened.isEmpty()) {
            return;
        }
        SegmentId segment = opened.removeLast();
        switch (random.nextInt(5)) {
            case 0 -> tell(story -> story.segmentFailed(segment));
            case 1 -> tell(story -> story.segmentQuarantined(segment));
            default -> {
                closed.add(segment);
                tell(story -> story.segmentClosed(segment, view(1)));
            }
        }
    }

    private void hold() {
        if (held.isEmpty()) {
            HoldId hold = HoldId.create();
            held.add(hold);
            tell(story -> story.holdPlaced(hold, "Case"));
        } else {
            HoldId hold = held.removeLast();
            tell(story -> story.holdReleased(hold, "Case"));
        }
    }

    private void delete() {
        if (!closed.isEmpty()) {
            SegmentId segment = closed.removeFirst();
            tell(story -> story.deletionDecided(segment, 7));
            tell(random.nextBoolean() ? story -> story.deletionFailed(segment) : story -> story.expired(segment, 7));
        }
    }

    private void link() {
        if (closed.isEmpty() || running == null) {
            return;
        }
        LinkId link = LinkId.create();
        SessionId session = running.session;
        SegmentId segment = closed.getFirst();
        if (random.nextInt(3) == 0) {
            add(
                    link.value(),
                    new LinkEvent.LinkRefused(
                            link,
                            team,
                            session,
                            segment,
                            Purpose.PLAY,
                            ada,
                            "ROLE_NOT_ALLOWED",
                            "Only owners may.",
                            now));
            return;
        }
        add(
                link.value(),
                new LinkEvent.LinkIssued(link, team, session, segment, Purpose.PLAY, ada, now.plusSeconds(600), now));
        add(
                link.value(),
                new LinkEvent.RecordingServed(
                        link,
                        team,
                        session,
                        segment,
                        Purpose.PLAY,
                        ada,
                        "relay",
                        1,
                        List.of(new ServedRange(0, 100, 0, 500 + random.nextInt(4000))),
                        now));
        if (random.nextBoolean()) {
            long from = random.nextInt(4000);
            add(
                    link.value(),
                    new LinkEvent.RecordingPlayed(
                            link,
                            team,
                            session,
                            segment,
                            ada,
                            List.of(new PlayedPart(from, from + 1 + random.nextInt(4000))),
                            now));
        }
    }

    private void end() {
        if (running == null) {
            return;
        }
        SessionId session = running.session;
        tell(SessionStory::ended);
        add(desk.value(), new EndpointEvent.EndpointReleased(desk, team, session, now));
        if (random.nextBoolean()) {
            running = null;
        }
    }

    private void tell(Function<SessionStory, SessionStory> next) {
        SessionStory story = running;
        if (story != null) {
            add(story.session.value(), (SessionEvent)
                    next.apply(story.at(now)).last().event());
        }
    }

    private void add(String aggregate, Object event) {
        long sequence = sequences.merge(aggregate, 1L, Long::sum) - 1;
        happenings.add(new Happening(aggregate, sequence, event));
    }
}
