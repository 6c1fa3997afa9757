package retrace.command.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.axonframework.commandhandling.CommandExecutionException;
import org.jspecify.annotations.Nullable;
import retrace.command.CommandSide;
import retrace.command.Samples;
import retrace.command.team.TeamPolicy;
import retrace.kernel.endpoint.EndpointCommand.RegisterEndpoint;
import retrace.kernel.endpoint.Reachability;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.platform.Platform;
import retrace.kernel.platform.StreamerVersion;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.session.Refusal;
import retrace.kernel.session.SessionCommand.StartSession;
import retrace.kernel.session.SessionEvent.SessionRefused;
import retrace.kernel.session.SessionEvent.SessionStarted;
import retrace.kernel.session.ViewerKind;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.AddOn;
import retrace.kernel.team.Caller;
import retrace.kernel.team.Plan;
import retrace.kernel.team.Role;
import retrace.kernel.team.TeamCommand.ChangeSetting;
import retrace.kernel.team.TeamCommand.CreateTeam;
import retrace.kernel.team.TeamEvent;
import retrace.kernel.team.TeamSetting;

/** A dry run says what really happens, where really is set what it supposes. */
class DryRunProperties {

    private static final CommandSide SIDE = CommandSide.started();
    private static final DryRun DRY_RUN = new DryRun(Samples.POLICY);

    @AfterContainer
    static void stop() {
        SIDE.close();
    }

    /** @param version null where it is not known */
    record Wish(
            Plan plan,
            Platform platform,
            AccessKind accessKind,
            @Nullable StreamerVersion version,
            @Nullable Platform technicianPlatform,
            Reachability reachability) {}

    @Provide
    Arbitrary<Wish> wishes() {
        Arbitrary<@Nullable StreamerVersion> versions = Arbitraries.of("3.4", "3.5.8.0", "4.0", "5.1")
                .map(StreamerVersion::new)
                .injectNull(0.2);
        Arbitrary<Reachability> found = Arbitraries.of(
                new Reachability.Reachable("3.8"),
                new Reachability.Reachable("3.8"),
                new Reachability.Reachable("3.8", true),
                new Reachability.Unreachable("it is off"));
        return Combinators.combine(
                        Arbitraries.of(Plan.ENTERPRISE, Plan.ENTERPRISE, Plan.ENTERPRISE, Plan.BUSINESS),
                        Arbitraries.of(Platform.class),
                        Arbitraries.of(AccessKind.class),
                        versions,
                        Arbitraries.of(Platform.class).injectNull(0.1),
                        found)
                .as(Wish::new);
    }

    @Provide
    Arbitrary<List<TeamSetting>> settings() {
        Arbitrary<TeamSetting> recordingOn = Combinators.combine(
                        Arbitraries.of(AccessKind.class), Arbitraries.of(true, true, false))
                .as(TeamSetting.RecordingOn::new);
        Arbitrary<TeamSetting> minimum = Combinators.combine(
                        Arbitraries.of(Platform.class),
                        Arbitraries.of("3.5", "4.0", "5.0")
                                .map(StreamerVersion::new)
                                .injectNull(0.2))
                .as(TeamSetting.MinimumStreamerVersion::new);
        Arbitrary<TeamSetting> technicians =
                Arbitraries.of(Platform.class).set().ofMinSize(1).map(TeamSetting.TechnicianPlatforms::new);
        return Arbitraries.oneOf(recordingOn, recordingOn, minimum, technicians)
                .list()
                .ofMaxSize(5);
    }

    @Property(tries = 150)
    void whatIsSupposedComesToWhatIsSet(
            @ForAll("wishes") Wish wish,
            @ForAll("settings") List<TeamSetting> set,
            @ForAll("settings") List<TeamSetting> supposed) {
        List<Object> real = history(wish, set);
        List<TeamSetting> both = new ArrayList<>(set);
        both.addAll(supposed);
        List<Object> otherwise = history(wish, both);

        assertThat(judged(real, wish, List.of())).isEqualTo(decisionIn(real));
        assertThat(judged(real, wish, supposed)).isEqualTo(asFarAsKnown(decisionIn(otherwise), decisionIn(real)));
    }

    /** That nothing could be recorded just then is known where a session was refused for it, and nowhere else. */
    private static Decision asFarAsKnown(Decision otherwise, Decision real) {
        return isForWantOfRecording(otherwise) && !isForWantOfRecording(real) ? new Decision.Admitted(true) : otherwise;
    }

    private static boolean isForWantOfRecording(Decision decision) {
        return decision instanceof Decision.Refused refused && refused.code().equals("RECORDING_UNAVAILABLE");
    }

    /** All that happens to a new team with these settings when somebody in it wishes for a session. */
    private static List<Object> history(Wish wish, List<TeamSetting> settings) {
        TeamId team = TeamId.create();
        EndpointId endpoint = EndpointId.create();
        Caller owner = new Caller(team, Samples.OWNER.account(), Samples.OWNER.name(), Role.OWNER);
        SIDE.given();
        SIDE.when(new CreateTeam(team, "Any", wish.plan(), EnumSet.of(AddOn.CLOUD_SESSION_RECORDING)));
        for (TeamSetting setting : settings) {
            try {
                SIDE.when(new ChangeSetting(team, setting, owner));
            } catch (CommandExecutionException e) {
                // Recording needs a plan, and then is not on whatever is supposed.
            }
        }
        SIDE.when(new RegisterEndpoint(
                endpoint, "Desk", wish.platform(), wish.accessKind(), wish.version(), Samples.MONITORS, owner));
        SIDE.when(new StartSession(
                SessionId.create(),
                endpoint,
                1,
                FrameRate.DEFAULT,
                owner,
                wish.technicianPlatform(),
                ViewerKind.CONSOLE,
                wish.reachability()));
        List<Object> events = new ArrayList<>();
        SIDE.thenEvents().satisfies(events::addAll);
        return events;
    }

    private static Decision decisionIn(List<Object> history) {
        return switch (history.getLast()) {
            case SessionStarted started -> new Decision.Admitted(started.recorded());
            case SessionRefused refused -> new Decision.Refused(refused.code(), refused.message());
            default -> throw new IllegalStateException("nothing was decided: " + history);
        };
    }

    private static Decision judged(List<Object> history, Wish wish, List<TeamSetting> supposed) {
        TeamPolicy team = new TeamPolicy();
        for (Object event : history) {
            if (event instanceof TeamEvent happened) {
                team.apply(happened);
            }
        }
        team.suppose(supposed);
        return switch (history.getLast()) {
            case SessionStarted started -> DRY_RUN.decide(started, team);
            case SessionRefused refused ->
                DRY_RUN.decide(
                        refused, wish.version() == null ? null : wish.version().text(), team);
            default -> throw new IllegalStateException("nothing was decided: " + history);
        };
    }

    /** Each refusal there is: does it depend on what is set, or not? */
    @Example
    void everyRefusalIsKnownToDependOnSettingsOrNot() {
        Set<String> dependent = Set.of(
                "TECHNICIAN_PLATFORM_NOT_ALLOWED",
                "ENDPOINT_PLATFORM_NOT_RECORDED",
                "STREAMER_VERSION_UNKNOWN",
                "STREAMER_TOO_OLD",
                "RECORDING_UNAVAILABLE");

        assertThat(Refusal.class.getPermittedSubclasses())
                .hasSize(dependent.size() + DryRun.REFUSED_WHATEVER_IS_SET.size());
        assertThat(dependent).doesNotContainAnyElementsOf(DryRun.REFUSED_WHATEVER_IS_SET);
    }
}
