package retrace.command.web;

import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import retrace.command.CommandRefused;
import retrace.command.team.Accounts;
import retrace.command.team.KnownTeam;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.TeamId;
import retrace.kernel.team.AddOn;
import retrace.kernel.team.Plan;
import retrace.kernel.team.Role;
import retrace.kernel.team.TeamCommand.ChangePlan;

/** The deployment's teams, as its operator makes them and sets what they have subscribed to. */
@RestController
@RequestMapping("/api/operator/teams")
public final class TeamsController {

    private final Accounts accounts;
    private final CommandGateway commands;

    public TeamsController(Accounts accounts, CommandGateway commands) {
        this.accounts = accounts;
        this.commands = commands;
    }

    record NewTeam(String name, Plan plan, Set<AddOn> addOns) {

        NewTeam {
            InputRefused.require("name", name);
            InputRefused.require("plan", plan);
            InputRefused.require("addOns", addOns);
        }
    }

    record NewOwner(String signInName, String name, String password) {

        NewOwner {
            InputRefused.require("signInName", signInName);
            InputRefused.require("name", name);
            InputRefused.require("password", password);
        }

        /** Says all but the password. */
        @Override
        public String toString() {
            return "NewOwner[" + signInName + "]";
        }
    }

    record Subscription(Plan plan, Set<AddOn> addOns) {

        Subscription {
            InputRefused.require("plan", plan);
            InputRefused.require("addOns", addOns);
        }
    }

    record MadeTeam(TeamId team) {}

    record AddedOwner(AccountId account) {}

    record AllTeams(List<KnownTeam> items) {}

    @GetMapping
    @RolesAllowed("OPERATOR")
    AllTeams all() {
        return new AllTeams(accounts.teams());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @RolesAllowed("OPERATOR")
    MadeTeam make(@RequestBody NewTeam wanted) {
        return new MadeTeam(accounts.createTeam(wanted.name(), wanted.plan(), wanted.addOns()));
    }

    /** Who then adds all the others. */
    @PostMapping("/{team}/owners")
    @ResponseStatus(HttpStatus.CREATED)
    @RolesAllowed("OPERATOR")
    AddedOwner addOwner(@PathVariable TeamId team, @RequestBody NewOwner wanted) {
        requireKnown(team);
        return new AddedOwner(
                accounts.add(team, wanted.signInName(), wanted.name(), Role.OWNER, wanted.password(), null));
    }

    @PutMapping("/{team}/plan")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RolesAllowed("OPERATOR")
    void changePlan(@PathVariable TeamId team, @RequestBody Subscription wanted) {
        requireKnown(team);
        commands.sendAndWait(new ChangePlan(team, wanted.plan(), wanted.addOns()));
    }

    private void requireKnown(TeamId team) {
        if (accounts.findTeam(team.value()).isEmpty()) {
            throw new CommandRefused("UNKNOWN_TEAM", "There is no such team. See: retrace team list");
        }
    }
}
