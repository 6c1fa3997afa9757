package retrace.command.web;

import jakarta.annotation.security.RolesAllowed;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import retrace.kernel.team.Caller;
import retrace.kernel.team.TeamCommand.ChangeSetting;
import retrace.kernel.team.TeamSetting;

/** Changing the team's settings, one at a time. */
@RestController
public final class SettingsController {

    private final CommandGateway commands;

    public SettingsController(CommandGateway commands) {
        this.commands = commands;
    }

    @PutMapping("/api/settings")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RolesAllowed({"OWNER", "ADMIN"})
    void change(@RequestBody TeamSetting setting, Caller caller) {
        commands.sendAndWait(new ChangeSetting(caller.team(), setting, caller));
    }
}
