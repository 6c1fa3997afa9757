package retrace.infra.launcher.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Locale;
import retrace.infra.launcher.up.NewAccount;

/** The console's management pages as a person uses them. */
final class Management {

    private final Console console;
    private final Page page;

    Management(Console console) {
        this.console = console;
        this.page = console.page();
    }

    /** @param tab as it is written on it */
    Management settings(String tab) {
        console.link("Settings").click();
        console.link(tab).click();
        return this;
    }

    /** One setting with all that is beside it. */
    Locator setting(String title) {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(title));
    }

    Locator recordingSwitch() {
        return page.getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName("Record sessions"));
    }

    /** @param who as it is written beside the choice */
    void letPlay(String accessTab, String who) {
        settings(accessTab);
        Locator choice =
                setting("Playback and download").getByLabel(who, new Locator.GetByLabelOptions().setExact(true));
        choice.check();
        assertThat(choice).isEnabled(); // it is saved
    }

    void minimumVersion(String platform, String version) {
        settings("General");
        setting("Minimum streamer version").getByLabel(platform).first().fill(version);
        Locator save = console.button("Save minimum version for " + platform);
        save.click();
        assertThat(save).isEnabled();
        assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
    }

    void daysKept(int days) {
        settings("General");
        setting("Days kept").getByLabel("Days").fill(Integer.toString(days));
        Locator save = console.button("Save days");
        save.click();
        assertThat(save).isEnabled();
        assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
    }

    void timeZone(String zone) {
        settings("General");
        Locator choice = page.getByLabel("Time zone", new Page.GetByLabelOptions().setExact(true));
        choice.selectOption(zone);
        assertThat(choice).isEnabled();
        assertThat(choice).hasValue(zone);
    }

    /** The newest change of a setting. */
    Locator newestChange(String setting) {
        settings("History");
        return row(setting).first();
    }

    Locator row(String name) {
        return page.getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByRole(AriaRole.ROWHEADER, new Page.GetByRoleOptions().setName(name))));
    }

    void accounts() {
        console.link("Accounts").click();
        assertThat(console.heading("Accounts")).isVisible();
    }

    void addAccount(String name, NewAccount account) {
        console.button("Add account").click();
        Locator dialog = dialog();
        dialog.getByLabel("Name", new Locator.GetByLabelOptions().setExact(true))
                .fill(name);
        dialog.getByLabel("Username").fill(account.signInName());
        password(account.password());
        confirm("Add account");
    }

    void password(String password) {
        dialog().getByLabel("Password", new Locator.GetByLabelOptions().setExact(true))
                .fill(password);
    }

    /** @param role as it is written */
    void changeRole(String name, String role) {
        console.button("Change role of " + name).click();
        dialog().getByLabel("Role").selectOption(role.toUpperCase(Locale.ROOT));
        button("Make " + role.toLowerCase(Locale.ROOT)).click();
    }

    /** Presses the dialog's button and waits until it is done. */
    void confirm(String button) {
        button(button).click();
        assertThat(dialog()).hasCount(0);
    }

    Locator button(String name) {
        return dialog().getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator dialog() {
        return page.getByRole(AriaRole.DIALOG);
    }

    /** What is due until the end of a day, such as {@code 2026-12-01}. */
    void retention(String day) {
        console.link("Retention").click();
        page.getByLabel("Until the end of").fill(day);
    }
}
