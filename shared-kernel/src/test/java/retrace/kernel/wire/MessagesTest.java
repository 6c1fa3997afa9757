package retrace.kernel.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.json.JacksonSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import retrace.kernel.endpoint.EndpointCommand;
import retrace.kernel.endpoint.EndpointCommand.ChangeStreamerLogin;
import retrace.kernel.endpoint.EndpointCommand.ChangeStreamerTls;
import retrace.kernel.endpoint.EndpointCommand.IssueCode;
import retrace.kernel.endpoint.EndpointCommand.RegisterEndpoint;
import retrace.kernel.endpoint.EndpointCommand.ReportStreamerVersion;
import retrace.kernel.endpoint.EndpointCommand.RetireEndpoint;
import retrace.kernel.endpoint.Monitor;
import retrace.kernel.endpoint.Reachability;
import retrace.kernel.endpoint.StreamerTls;
import retrace.kernel.link.LinkCommand;
import retrace.kernel.link.LinkCommand.IssueLink;
import retrace.kernel.link.LinkCommand.ReportPlayed;
import retrace.kernel.link.LinkCommand.ReportServed;
import retrace.kernel.link.LinkOutcome;
import retrace.kernel.link.PlayedPart;
import retrace.kernel.link.Purpose;
import retrace.kernel.link.ServedRange;
import retrace.kernel.platform.Platform;
import retrace.kernel.platform.StreamerVersion;
import retrace.kernel.recording.DueSegments;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.recording.StoredSegments;
import retrace.kernel.recording.UnsettledSessions;
import retrace.kernel.relay.DialInAddress;
import retrace.kernel.relay.FindCarrier;
import retrace.kernel.relay.IdentifyStreamer;
import retrace.kernel.relay.ListRelays;
import retrace.kernel.relay.ProbeStreamer;
import retrace.kernel.relay.RelayCommand;
import retrace.kernel.relay.RelayCommand.AwaitViewer;
import retrace.kernel.relay.RelayCommand.ChangeFrameRate;
import retrace.kernel.relay.RelayCommand.CloseSession;
import retrace.kernel.relay.RelayCommand.RefuseViewer;
import retrace.kernel.relay.RelayName;
import retrace.kernel.relay.RelaysOnDuty;
import retrace.kernel.relay.StreamerIdentity;
import retrace.kernel.relay.Ticket;
import retrace.kernel.relay.WhereStreamersDialIn;
import retrace.kernel.session.DeletionOutcome;
import retrace.kernel.session.EndReason;
import retrace.kernel.session.SessionCommand;
import retrace.kernel.session.SessionCommand.CloseSegment;
import retrace.kernel.session.SessionCommand.CloseView;
import retrace.kernel.session.SessionCommand.EndSession;
import retrace.kernel.session.SessionCommand.ExpireSegment;
import retrace.kernel.session.SessionCommand.FailSegment;
import retrace.kernel.session.SessionCommand.InspectSession;
import retrace.kernel.session.SessionCommand.OpenSegment;
import retrace.kernel.session.SessionCommand.OpenView;
import retrace.kernel.session.SessionCommand.PlaceHold;
import retrace.kernel.session.SessionCommand.QuarantineSegment;
import retrace.kernel.session.SessionCommand.ReleaseHold;
import retrace.kernel.session.SessionCommand.ReportDeletion;
import retrace.kernel.session.SessionCommand.ReportFailedDeletion;
import retrace.kernel.session.SessionCommand.ReportMissing;
import retrace.kernel.session.SessionCommand.StartSession;
import retrace.kernel.session.SessionCommand.WarnExpiry;
import retrace.kernel.session.SessionFacts;
import retrace.kernel.session.StartOutcome;
import retrace.kernel.session.ViewerKind;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.AddOn;
import retrace.kernel.team.Caller;
import retrace.kernel.team.Plan;
import retrace.kernel.team.PlaybackPermission;
import retrace.kernel.team.Role;
import retrace.kernel.team.TeamCommand;
import retrace.kernel.team.TeamCommand.AddAccount;
import retrace.kernel.team.TeamCommand.ChangePlan;
import retrace.kernel.team.TeamCommand.ChangeRole;
import retrace.kernel.team.TeamCommand.ChangeSetting;
import retrace.kernel.team.TeamCommand.CreateTeam;
import retrace.kernel.team.TeamCommand.RemoveAccount;
import retrace.kernel.team.TeamSetting;

/** Every command, query and answer arrives at another process as it was sent. */
class MessagesTest {

    private static final Caller CALLER =
            new Caller(EventSamples.TEAM, EventSamples.ACCOUNT, EventSamples.ACTOR.name(), Role.ADMIN);

    private static final DueSegments.Due DUE =
            new DueSegments.Due(EventSamples.SESSION, EventSamples.SEGMENT, EventSamples.AT);

    private final Serializer serializer =
            JacksonSerializer.builder().objectMapper(WireJson.mapper()).build();

    static Stream<Object> messages() {
        return Stream.of(commands(), sessionCommands(), relayCommands(), queriesAndAnswers())
                .flatMap(List::stream);
    }

    private static List<Object> commands() {
        return List.of(
                new CreateTeam(EventSamples.TEAM, "Northwind", Plan.ENTERPRISE, Set.of(AddOn.CLOUD_SESSION_RECORDING)),
                new AddAccount(EventSamples.TEAM, EventSamples.ACCOUNT, "zoe", "Zoë", Role.MEMBER, CALLER),
                new ChangePlan(EventSamples.TEAM, Plan.BUSINESS, Set.of()),
                new ChangeRole(EventSamples.TEAM, EventSamples.ACCOUNT, Role.OWNER, null),
                new RemoveAccount(EventSamples.TEAM, EventSamples.ACCOUNT, CALLER),
                setting(new TeamSetting.RecordingOn(AccessKind.ATTENDED, true)),
                setting(new TeamSetting.PlaybackPermitted(AccessKind.ATTENDED, PlaybackPermission.ADMINS_AND_OWNER)),
                setting(new TeamSetting.MinimumStreamerVersion(Platform.WINDOWS, null)),
                setting(new TeamSetting.MinimumStreamerVersion(Platform.MACOS, new StreamerVersion("3.6"))),
                setting(new TeamSetting.TechnicianPlatforms(Set.of(Platform.LINUX, Platform.MACOS))),
                setting(new TeamSetting.DaysKept(30)),
                setting(new TeamSetting.TimeZone("Europe/Vienna")),
                new ReportStreamerVersion(EventSamples.ENDPOINT, new StreamerVersion("3.5.8.0"), CALLER),
                new ChangeStreamerTls(EventSamples.ENDPOINT, StreamerTls.AS_OFFERED, CALLER),
                new ChangeStreamerLogin(EventSamples.ENDPOINT, CALLER),
                new IssueCode(EventSamples.ENDPOINT, EventSamples.AT, CALLER),
                new RegisterEndpoint(
                        EventSamples.ENDPOINT,
                        "Reception",
                        Platform.LINUX,
                        AccessKind.ATTENDED,
                        null,
                        List.of(EventSamples.MONITOR),
                        CALLER),
                new RetireEndpoint(EventSamples.ENDPOINT, CALLER),
                new IssueLink(EventSamples.LINK, EventSamples.SESSION, EventSamples.SEGMENT, Purpose.DOWNLOAD, CALLER),
                new ReportServed(
                        EventSamples.LINK, "relay-1", 1, List.of(new ServedRange(0, 10, 0, 1000)), EventSamples.AT),
                new ReportPlayed(EventSamples.LINK, List.of(new PlayedPart(0, 9750)), CALLER));
    }

    private static ChangeSetting setting(TeamSetting setting) {
        return new ChangeSetting(EventSamples.TEAM, setting, CALLER);
    }

    private static List<Object> sessionCommands() {
        return List.of(
                new StartSession(
                        EventSamples.SESSION,
                        EventSamples.ENDPOINT,
                        2,
                        FrameRate.DEFAULT,
                        CALLER,
                        null,
                        ViewerKind.CONSOLE,
                        new Reachability.Reachable("3.8")),
                new OpenView(EventSamples.SESSION, EventSamples.VIEW, EventSamples.AT),
                new CloseView(EventSamples.SESSION, EventSamples.AT, EventSamples.AT.plusSeconds(1)),
                new CloseView(EventSamples.SESSION, null, EventSamples.AT),
                new OpenSegment(EventSamples.SESSION, EventSamples.SEGMENT, EventSamples.VIEW, EventSamples.AT),
                new CloseSegment(EventSamples.SESSION, EventSamples.CLOSED),
                new FailSegment(EventSamples.SESSION, EventSamples.SEGMENT, "The disk is full."),
                new QuarantineSegment(
                        EventSamples.SESSION, EventSamples.SEGMENT, "It is damaged.", List.of("quarantine/a")),
                new InspectSession(EventSamples.SESSION),
                new ReportMissing(EventSamples.SESSION, EventSamples.SEGMENT, "It is gone."),
                new WarnExpiry(EventSamples.SESSION, EventSamples.AT),
                new EndSession(EventSamples.SESSION, EndReason.STREAMER_LEFT, "The streamer left."),
                new EndSession(EventSamples.SESSION, EndReason.RELAY_LOST, "The relay was lost.", EventSamples.AT),
                new PlaceHold(EventSamples.SESSION, EventSamples.HOLD, "Case 7/26", "Counsel asks.", CALLER),
                new ReleaseHold(EventSamples.SESSION, EventSamples.HOLD, "Closed.", CALLER),
                new ExpireSegment(EventSamples.SESSION, EventSamples.SEGMENT),
                new ReportDeletion(EventSamples.SESSION, EventSamples.SEGMENT),
                new ReportFailedDeletion(EventSamples.SESSION, EventSamples.SEGMENT, "The store refuses."),
                new InspectSession(EventSamples.SESSION));
    }

    private static List<Object> relayCommands() {
        return List.of(
                new AwaitViewer(
                        EventSamples.SESSION,
                        EventSamples.TEAM,
                        EventSamples.ENDPOINT,
                        "Reception",
                        EventSamples.MONITOR,
                        EventSamples.ACCOUNT,
                        FrameRate.DEFAULT,
                        true,
                        "secret"),
                new RefuseViewer(EventSamples.SESSION, "Update the streamer and try again."),
                new ChangeFrameRate(EventSamples.SESSION, new FrameRate(60)),
                new CloseSession(EventSamples.SESSION, EndReason.ENDED_BY_REQUEST, "Zoë ended it."));
    }

    private static List<Object> queriesAndAnswers() {
        return List.of(
                new ProbeStreamer(EventSamples.ENDPOINT, EventSamples.MONITOR, EventSamples.ACCOUNT),
                new ProbeStreamer(EventSamples.ENDPOINT, new Monitor(1, "Main", null), EventSamples.ACCOUNT),
                new IdentifyStreamer.ByNumber("123456789"),
                new IdentifyStreamer.ByHost("192.0.2.7"),
                new StreamerIdentity.Known(EventSamples.ENDPOINT, EventSamples.ACCOUNT, EventSamples.AT),
                new StreamerIdentity.Known(EventSamples.ENDPOINT, null, null),
                new StreamerIdentity.Unknown(),
                new DueSegments(null, 100),
                new DueSegments(DUE, 1),
                new DueSegments.Found(List.of(DUE)),
                new SessionFacts(
                        EventSamples.TEAM,
                        true,
                        false,
                        "ab",
                        List.of(EventSamples.SEGMENT),
                        List.of(EventSamples.CLOSED),
                        Set.of("Case 7/26")),
                new UnsettledSessions(null, 100),
                new UnsettledSessions(EventSamples.SESSION, 1),
                new UnsettledSessions.Found(List.of(new UnsettledSessions.Unsettled(
                        EventSamples.SESSION, EventSamples.TEAM, true, false, EventSamples.AT))),
                new StoredSegments(null, 100),
                new StoredSegments("team-1/a.mp4", 1),
                new StoredSegments.Found(List.of(new StoredSegments.Stored(
                        EventSamples.SESSION,
                        EventSamples.SEGMENT,
                        "team-1/a.mp4",
                        7,
                        9,
                        StoredSegments.Expected.THERE))),
                new WhereStreamersDialIn(),
                new ListRelays(),
                new RelaysOnDuty(List.of(new RelaysOnDuty.Duty(new RelayName("relay-1"), 3, 1000, true))),
                new FindCarrier(EventSamples.SESSION),
                new FindCarrier.Carrier(new RelayName("relay-1")),
                new FindCarrier.Carrier(null),
                new DialInAddress("relay.example", 5500),
                new DeletionOutcome.Delete("team-1/a.mp4", 7),
                new DeletionOutcome.Kept(EventSamples.AT),
                new DeletionOutcome.Held(Set.of("Case 7/26")),
                new DeletionOutcome.Gone(),
                new Reachability.Reachable("3.8", true),
                new Reachability.Unreachable("the connection was refused"),
                new Ticket("abcd1234", EventSamples.AT, "127.0.0.1", 5500, "/relay/websocket"),
                new SessionFacts(
                        EventSamples.TEAM,
                        true,
                        false,
                        null,
                        List.of(EventSamples.SEGMENT),
                        List.of(EventSamples.CLOSED),
                        Set.of("Case 7/26")),
                new StartOutcome.Admitted("Reception", EventSamples.MONITOR, true),
                new StartOutcome.Refused("ENDPOINT_BUSY", "Reception is in a session already."),
                new LinkOutcome.Issued("team-1/a.mp4", 7, EventSamples.AT),
                new LinkOutcome.Refused("ROLE_NOT_ALLOWED", "Ask the owner."));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void itArrivesAsItWasSent(Object message) {
        Object arrived = serializer.deserialize(serializer.serialize(message, byte[].class));

        assertThat(arrived).isEqualTo(message);
    }

    @Test
    void nobodyCallsWithoutARole() {
        SerializedObject<byte[]> sent =
                serializer.serialize(new RetireEndpoint(EventSamples.ENDPOINT, CALLER), byte[].class);
        byte[] withoutRole = new String(sent.getData(), UTF_8)
                .replace("\"role\":\"ADMIN\"", "\"role\":null")
                .getBytes(UTF_8);

        assertThatThrownBy(() ->
                        serializer.deserialize(new SimpleSerializedObject<>(withoutRole, byte[].class, sent.getType())))
                .isInstanceOf(SerializationException.class)
                .hasStackTraceContaining("has no role");
    }

    @Test
    void everyCommandAndAnswerIsAmongThem() {
        List<Class<?>> expected = Stream.of(
                        TeamCommand.class,
                        EndpointCommand.class,
                        SessionCommand.class,
                        LinkCommand.class,
                        RelayCommand.class,
                        Reachability.class,
                        StartOutcome.class,
                        LinkOutcome.class,
                        DeletionOutcome.class,
                        IdentifyStreamer.class,
                        StreamerIdentity.class)
                .<Class<?>>flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
                .toList();

        assertThat(messages().<Class<?>>map(Object::getClass)).containsAll(expected);
    }

    @Test
    void secretsAreNotInWhatAMessageSaysOfItself() {
        assertThat(messages()
                        .filter(message -> message instanceof AwaitViewer
                                || message instanceof Ticket
                                || message instanceof IdentifyStreamer.ByNumber))
                .hasSize(3)
                .allSatisfy(
                        message -> assertThat(message.toString()).doesNotContain("secret", "abcd1234", "123456789"));
    }
}
