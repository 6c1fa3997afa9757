package retrace.command.session;

import static org.assertj.core.api.Assertions.assertThat;
import static retrace.command.Samples.ENDPOINT;
import static retrace.command.Samples.NOW;
import static retrace.command.Samples.POLICY;
import static retrace.command.Samples.SESSION;
import static retrace.command.Samples.TEAM;
import static retrace.command.Samples.TECHNICIAN;
import static retrace.command.Samples.sessionStarted;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import retrace.command.team.TeamPolicy;
import retrace.kernel.platform.Platform;
import retrace.kernel.platform.StreamerVersion;
import retrace.kernel.session.Refusal;
import retrace.kernel.session.SessionEvent.SessionRefused;
import retrace.kernel.session.ViewerKind;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.AddOn;
import retrace.kernel.team.Plan;
import retrace.kernel.team.PlaybackPermission;
import retrace.kernel.team.TeamEvent.PlanChanged;
import retrace.kernel.team.TeamEvent.TeamCreated;
import retrace.kernel.team.TeamSetting;
import retrace.kernel.team.TeamSetting.DaysKept;
import retrace.kernel.team.TeamSetting.MinimumStreamerVersion;
import retrace.kernel.team.TeamSetting.PlaybackPermitted;
import retrace.kernel.team.TeamSetting.RecordingOn;
import retrace.kernel.team.TeamSetting.TechnicianPlatforms;

/** What would have been decided about a session under each setting: macOS to Windows, unattended, streamer 3.5.8.0. */
class DryRunDecisionsTest {

    private static final TeamSetting ON = new RecordingOn(AccessKind.UNATTENDED, true);
    private static final TeamSetting OFF = new RecordingOn(AccessKind.UNATTENDED, false);

    private final DryRun dryRun = new DryRun(POLICY);
    private final TeamPolicy team = new TeamPolicy();

    DryRunDecisionsTest() {
        team.apply(new TeamCreated(TEAM, "Northwind", Plan.ENTERPRISE, Set.of(AddOn.CLOUD_SESSION_RECORDING), NOW));
    }

    private String started(TeamSetting... supposed) {
        team.suppose(List.of(supposed));
        return word(dryRun.decide(sessionStarted(true), team));
    }

    private String refused(String code, @Nullable String streamerVersion, TeamSetting... supposed) {
        team.suppose(List.of(supposed));
        return word(dryRun.decide(
                new SessionRefused(
                        SESSION,
                        TEAM,
                        ENDPOINT,
                        "Reception",
                        Platform.WINDOWS,
                        AccessKind.UNATTENDED,
                        TECHNICIAN,
                        Platform.MACOS,
                        ViewerKind.VNC_VIEWER,
                        code,
                        "As it was told then.",
                        NOW),
                streamerVersion,
                team));
    }

    private static String word(Decision decision) {
        return switch (decision) {
            case Decision.Refused refused -> refused.code();
            case Decision.Admitted admitted -> admitted.recorded() ? "recorded" : "not recorded";
        };
    }

    @Test
    void recordingIsOnOrOffForTheAccessKind() {
        assertThat(started(ON)).isEqualTo("recorded");
        assertThat(started(OFF)).isEqualTo("not recorded");
        assertThat(started(OFF, new RecordingOn(AccessKind.ATTENDED, true))).isEqualTo("not recorded");
    }

    @Test
    void aStreamerMustBeNewEnoughOnlyWhereItIsRecorded() {
        TeamSetting newer = new MinimumStreamerVersion(Platform.WINDOWS, new StreamerVersion("3.5.8.1"));

        assertThat(started(ON, newer)).isEqualTo("STREAMER_TOO_OLD");
        assertThat(started(OFF, newer)).isEqualTo("not recorded");
        assertThat(started(ON, new MinimumStreamerVersion(Platform.LINUX, new StreamerVersion("9.9")), asConfigured()))
                .isEqualTo("recorded");
    }

    private static TeamSetting asConfigured() {
        return new MinimumStreamerVersion(Platform.WINDOWS, null);
    }

    @Test
    void aTechnicianWorksOnAPlatformThatIsAllowed() {
        assertThat(started(ON, new TechnicianPlatforms(Set.of(Platform.LINUX))))
                .isEqualTo("TECHNICIAN_PLATFORM_NOT_ALLOWED");
        assertThat(started(ON, new TechnicianPlatforms(Set.of(Platform.LINUX, Platform.MACOS))))
                .isEqualTo("recorded");
    }

    @Test
    void whoMayPlayAndHowLongRecordingsAreKeptAdmitsAndRefusesNobody() {
        assertThat(started(
                        ON,
                        new PlaybackPermitted(AccessKind.UNATTENDED, PlaybackPermission.MEMBERS_ADMINS_AND_OWNER),
                        new DaysKept(1)))
                .isEqualTo("recorded");
    }

    @Test
    void aTeamThatLacksTheAddOnRecordsNothing() {
        team.apply(new PlanChanged(
                TEAM, Plan.ENTERPRISE, Set.of(AddOn.CLOUD_SESSION_RECORDING), Plan.ENTERPRISE, Set.of(), NOW));

        assertThat(started(ON)).isEqualTo("not recorded");
    }

    @Test
    void whatASettingHasRefusedAnotherAdmits() {
        assertThat(refused("STREAMER_TOO_OLD", "3.4", ON)).isEqualTo("STREAMER_TOO_OLD");
        assertThat(refused(
                        "STREAMER_TOO_OLD",
                        "3.4",
                        new MinimumStreamerVersion(Platform.WINDOWS, new StreamerVersion("3.4"))))
                .isEqualTo("recorded");
        assertThat(refused("STREAMER_VERSION_UNKNOWN", null)).isEqualTo("STREAMER_VERSION_UNKNOWN");
        assertThat(refused("TECHNICIAN_PLATFORM_NOT_ALLOWED", null, OFF)).isEqualTo("not recorded");
    }

    @Test
    void thatNothingCouldBeRecordedMattersToThoseWhoAreRecorded() {
        String unavailable = new Refusal.RecordingUnavailable().code();

        assertThat(refused(unavailable, "3.5.8.0", ON)).isEqualTo(unavailable);
        assertThat(refused(unavailable, "3.5.8.0", OFF)).isEqualTo("not recorded");
    }

    @Test
    void whatNoSettingRefusedStaysRefused() {
        for (String code : DryRun.REFUSED_WHATEVER_IS_SET) {
            assertThat(refused(code, "3.5.8.0", OFF)).isEqualTo(code);
        }
    }
}
