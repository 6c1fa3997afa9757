package retrace.command.web;

import jakarta.annotation.security.RolesAllowed;
import java.util.Arrays;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import retrace.command.team.MinimumVersions;
import retrace.kernel.platform.Platform;
import retrace.kernel.platform.StreamerVersion;
import retrace.kernel.team.Caller;
import retrace.kernel.team.TeamCommand.ChangeSetting;
import retrace.kernel.team.TeamSetting;

/** Changing the team's settings, one at a time, and what holds where a team has set nothing. */
@RestController
public final class SettingsController {

    private final CommandGateway commands;
    private final MinimumVersions configured;

    /** @param configured the deployment's own */
    public SettingsController(CommandGateway commands, MinimumVersions configured) {
        this.commands = commands;
        this.configured = configured;
    }

    /** @param version null where any will do */
    record ConfiguredMinimum(Platform platform, @Nullable StreamerVersion version) {}

    record ConfiguredMinimums(List<ConfiguredMinimum> items) {}

    @GetMapping("/api/settings/minimum-streamer-versions")
    @RolesAllowed({"OWNER", "ADMIN", "MEMBER"})
    ConfiguredMinimums minimumVersions() {
        return new ConfiguredMinimums(Arrays.stream(Platform.values())
                .map(platform ->
                        new ConfiguredMinimum(platform, configured.byPlatform().get(platform)))
                .toList());
    }

    @PutMapping("/api/settings")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RolesAllowed({"OWNER", "ADMIN"})
    void change(@RequestBody TeamSetting setting, Caller caller) {
        commands.sendAndWait(new ChangeSetting(caller.team(), setting, caller));
    }
}
