package retrace.infra.launcher.up;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.axonframework.commandhandling.gateway.CommandGateway;
import retrace.command.team.Account;
import retrace.command.team.Accounts;
import retrace.kernel.id.TeamId;
import retrace.kernel.platform.Platform;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.AddOn;
import retrace.kernel.team.Plan;
import retrace.kernel.team.Role;
import retrace.kernel.team.TeamCommand.ChangeSetting;
import retrace.kernel.team.TeamSetting;

/** Makes the teams and accounts that there are from the first start on. */
final class Teams {

    static final String DEMO_OWNER = "demo-owner";

    private static final String OWNER = "owner";
    private static final String DEMO_PREFIX = "demo-";

    private final Accounts accounts;
    private final CommandGateway commands;
    private final Passwords passwords;

    Teams(Accounts accounts, CommandGateway commands, Passwords passwords) {
        this.accounts = accounts;
        this.commands = commands;
        this.passwords = passwords;
    }

    /** One team with its owner, where there is no account yet. */
    List<NewAccount> makeFirst(String name, boolean record) {
        if (accounts.count() > 0) {
            return List.of();
        }
        TeamId team = accounts.createTeam(name, Plan.ENTERPRISE, Set.of(AddOn.CLOUD_SESSION_RECORDING));
        NewAccount owner = add(team, OWNER, "Owner", Role.OWNER);
        if (record) {
            turnRecordingOn(OWNER);
        }
        return List.of(owner);
    }

    /** The demo team with one account of each role, where it is not there yet. */
    List<NewAccount> makeDemo() {
        if (accounts.findBySignInName(DEMO_OWNER).isPresent()) {
            return List.of();
        }
        TeamId team = accounts.createTeam("Demo team", Plan.ENTERPRISE, Set.of(AddOn.CLOUD_SESSION_RECORDING));
        List<NewAccount> made = new ArrayList<>();
        for (Role role : Role.values()) {
            String word = role.name().toLowerCase(Locale.ROOT);
            made.add(add(team, DEMO_PREFIX + word, "Demo " + word, role));
        }
        turnRecordingOn(DEMO_OWNER);
        // Technicians on Linux too, so that the demo works wherever it is run.
        change(
                demoOwner(),
                new TeamSetting.TechnicianPlatforms(Set.of(Platform.WINDOWS, Platform.MACOS, Platform.LINUX)));
        return made;
    }

    Account demoOwner() {
        return accounts.findBySignInName(DEMO_OWNER).orElseThrow();
    }

    private NewAccount add(TeamId team, String signInName, String name, Role role) {
        String password = passwords.next();
        accounts.add(team, signInName, name, role, password, null);
        return new NewAccount(signInName, role, password);
    }

    private void turnRecordingOn(String ownerSignInName) {
        Account owner = accounts.findBySignInName(ownerSignInName).orElseThrow();
        Arrays.stream(AccessKind.values()).forEach(kind -> change(owner, new TeamSetting.RecordingOn(kind, true)));
    }

    private void change(Account owner, TeamSetting setting) {
        commands.sendAndWait(new ChangeSetting(owner.team(), setting, owner.caller()));
    }
}
