package retrace.command.web;

import jakarta.annotation.security.RolesAllowed;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import retrace.command.CommandRefused;
import retrace.command.endpoint.EndpointCredentials;
import retrace.kernel.endpoint.EndpointCommand.RegisterEndpoint;
import retrace.kernel.endpoint.EndpointCommand.RetireEndpoint;
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

    @DeleteMapping("/{endpoint}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RolesAllowed({"OWNER", "ADMIN"})
    void retire(@PathVariable EndpointId endpoint, Caller caller) {
        try {
            commands.sendAndWait(new RetireEndpoint(endpoint, caller.team(), caller.actor()));
        } catch (AggregateNotFoundException e) {
            UnknownEndpoint refusal = new UnknownEndpoint(endpoint);
            throw new CommandRefused(refusal.code(), refusal.message());
        }
        credentials.forget(endpoint);
    }
}
