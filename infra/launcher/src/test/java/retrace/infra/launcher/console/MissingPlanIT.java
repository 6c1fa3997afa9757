package retrace.infra.launcher.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import retrace.kernel.team.AddOn;
import retrace.kernel.team.Plan;

/** What a team is told whose plan does not let it record. */
@Order(2)
@ResourceLock(Walk.SHARED_WITH_SHORT_LIVED_LINKS)
class MissingPlanIT {

    @RegisterExtension
    final Walk walk = Walk.withShortLivedLinks();

    @Test
    void aTeamWithoutTheAddOnIsToldWhatIsMissing() {
        Console console = walk.signIn("demo-owner");
        Management management = new Management(console).settings("Unattended Access");
        Locator recording = management.setting("Cloud session recording");
        assertThat(management.recordingSwitch()).isChecked();
        walk.changePlan(Plan.ENTERPRISE);
        assertThat(recording)
                .containsText("No session is recorded now. Recording needs the Cloud Session Recording add-on, which"
                        + " your team does not have.");
        console.screenshot("on-without-add-on");
        management.recordingSwitch().click();
        assertThat(management.recordingSwitch()).not().isChecked();
        assertThat(management.recordingSwitch()).isDisabled();

        walk.changePlan(Plan.BUSINESS);
        assertThat(recording)
                .containsText("Recording needs the Enterprise plan with the Cloud Session Recording add-on; your team"
                        + " is on the Business plan.");
        console.screenshot("business");

        walk.changePlan(Plan.ENTERPRISE, AddOn.CLOUD_SESSION_RECORDING);
        assertThat(management.recordingSwitch()).isEnabled();
        management.recordingSwitch().click();
        assertThat(management.recordingSwitch()).isEnabled();
        assertThat(management.recordingSwitch()).isChecked();
    }
}
