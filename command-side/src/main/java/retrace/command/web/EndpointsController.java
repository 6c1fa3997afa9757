package retrace.command.web;

import jakarta.annotation.security.RolesAllowed;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import retrace.command.CommandRefused;
import retrace.command.endpoint.EndpointCredentials;
import retrace.kernel.endpoint.EndpointCommand;
import retrace.kernel.endpoint.EndpointCommand.RegisterEndpoint;
import retrace.kernel.endpoint.EndpointCommand.ReportStreamerVersion;
import retrace.kernel.endpoint.EndpointCommand.RetireEndpoint;
import retrace.kernel.endpoint.StreamerVersion;
import retrace.kernel.id.EndpointId;
import retrace.kernel.session.Refusal.UnknownEndpoint;
import retrace.kernel.team.Caller;

/** Adding computers to the team and taking them out. */
@RestController
@RequestMapping("/api/endpoints")
public final class EndpointsController {

    private final CommandGateway commands;
    private final EndpointCredentials credentials;

    public EndpointsController(CommandGateway commands, EndpointCredentials credentials) {
        this.commands = commands;
        this.credentials = credentials;
    }

    record AddedEndpoint(EndpointId endpoint) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @RolesAllowed({"OWNER", "ADMIN"})
    AddedEndpoint add(@RequestBody NewEndpoint wanted, Caller caller) {
        EndpointId endpoint = EndpointId.create();
        RegisterEndpoint command = new RegisterEndpoint(
                endpoint,
                caller.team(),
                wanted.name(),
                wanted.platform(),
                wanted.accessKind(),
                wanted.streamerVersion(),
                wanted.numberedMonitors(),
                caller.actor());
        if (wanted.vncPassword() == null || wanted.vncPassword().isEmpty()) {
            commands.sendAndWait(command);
        } else {
            registerWithPassword(command, wanted.vncPassword());
        }
        return new AddedEndpoint(endpoint);
    }

    private void registerWithPassword(RegisterEndpoint command, String password) {
        credentials.store(command.endpoint(), password); // first: an endpoint is never there without it
        try {
            commands.sendAndWait(command);
        } catch (RuntimeException e) {
            credentials.forget(command.endpoint());
            throw e;
        }
    }

    record NewStreamerVersion(StreamerVersion streamerVersion) {

        NewStreamerVersion {
            InputRefused.require("streamerVersion", streamerVersion);
        }
    }

    @PutMapping("/{endpoint}/streamer-version")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RolesAllowed({"OWNER", "ADMIN", "MEMBER"})
    void reportStreamerVersion(
            @PathVariable EndpointId endpoint, @RequestBody NewStreamerVersion wanted, Caller caller) {
        send(new ReportStreamerVersion(endpoint, caller.team(), wanted.streamerVersion(), caller.actor()));
    }

    @DeleteMapping("/{endpoint}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RolesAllowed({"OWNER", "ADMIN"})
    void retire(@PathVariable EndpointId endpoint, Caller caller) {
        send(new RetireEndpoint(endpoint, caller.team(), caller.actor()));
        credentials.forget(endpoint);
    }

    private void send(EndpointCommand command) {
        try {
            commands.sendAndWait(command);
        } catch (AggregateNotFoundException e) {
            UnknownEndpoint refusal = new UnknownEndpoint(command.endpoint());
            throw new CommandRefused(refusal.code(), refusal.message());
        }
    }
}
