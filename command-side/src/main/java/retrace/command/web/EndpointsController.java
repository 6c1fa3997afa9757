package retrace.command.web;

import jakarta.annotation.security.RolesAllowed;
import java.util.Locale;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import retrace.command.CommandRefused;
import retrace.command.endpoint.DialInHost;
import retrace.command.endpoint.DialInNumbers;
import retrace.command.endpoint.EndpointCredentials;
import retrace.command.endpoint.StreamerLogin;
import retrace.command.session.DialIns;
import retrace.kernel.endpoint.EndpointCommand;
import retrace.kernel.endpoint.EndpointCommand.ChangeStreamerLogin;
import retrace.kernel.endpoint.EndpointCommand.ChangeStreamerTls;
import retrace.kernel.endpoint.EndpointCommand.RegisterEndpoint;
import retrace.kernel.endpoint.EndpointCommand.ReportStreamerVersion;
import retrace.kernel.endpoint.EndpointCommand.RetireEndpoint;
import retrace.kernel.endpoint.StreamerTls;
import retrace.kernel.endpoint.StreamerTls.Rule;
import retrace.kernel.id.EndpointId;
import retrace.kernel.platform.StreamerVersion;
import retrace.kernel.relay.DialInAddress;
import retrace.kernel.session.Refusal.UnknownEndpoint;
import retrace.kernel.team.Caller;

/** Adding computers to the team and taking them out. */
@RestController
@RequestMapping("/api/endpoints")
public final class EndpointsController {

    private final CommandGateway commands;
    private final EndpointCredentials credentials;
    private final DialInNumbers numbers;
    private final DialIns dialIns;

    public EndpointsController(
            CommandGateway commands, EndpointCredentials credentials, DialInNumbers numbers, DialIns dialIns) {
        this.commands = commands;
        this.credentials = credentials;
        this.numbers = numbers;
        this.dialIns = dialIns;
    }

    /** @param dialIn null where it is dialled, or dials in with codes */
    record AddedEndpoint(EndpointId endpoint, @Nullable NumberToDialIn dialIn) {}

    @PostMapping
    @RolesAllowed({"OWNER", "ADMIN"})
    ResponseEntity<AddedEndpoint> add(@RequestBody NewEndpoint wanted, Caller caller) {
        EndpointId endpoint = EndpointId.create();
        RegisterEndpoint command = new RegisterEndpoint(
                endpoint,
                wanted.name(),
                wanted.platform(),
                wanted.accessKind(),
                wanted.streamerVersion(),
                wanted.numberedMonitors(),
                caller);
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(new AddedEndpoint(endpoint, register(command, wanted)));
    }

    /** What is kept apart comes first: an endpoint is never there without it. */
    private @Nullable NumberToDialIn register(RegisterEndpoint command, NewEndpoint wanted) {
        EndpointId endpoint = command.endpoint();
        try {
            if (wanted.vncPassword() != null && !wanted.vncPassword().isEmpty()) {
                credentials.store(endpoint, wanted.vncPassword());
            }
            NumberToDialIn number = wanted.dialsIn() ? expectDialIn(endpoint, wanted) : null;
            commands.sendAndWait(command);
            return number;
        } catch (RuntimeException e) {
            credentials.forget(endpoint);
            numbers.forget(endpoint);
            throw e;
        }
    }

    private @Nullable NumberToDialIn expectDialIn(EndpointId endpoint, NewEndpoint wanted) {
        DialInHost host = wanted.knownHost();
        return switch (wanted.accessKind()) {
            case UNATTENDED -> {
                DialInAddress where = dialIns.whereStreamersDialIn();
                yield NumberToDialIn.of(numbers.assign(endpoint, host), where);
            }
            case ATTENDED -> {
                if (host != null) {
                    numbers.knowHost(endpoint, host);
                }
                yield null;
            }
        };
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
        send(new ReportStreamerVersion(endpoint, wanted.streamerVersion(), caller));
    }

    /** @param certificateSha256 with or without colons, in letters of either kind; null to pin none */
    record NewStreamerTls(Rule rule, @Nullable String certificateSha256) {

        NewStreamerTls {
            InputRefused.require("rule", rule);
        }

        StreamerTls streamerTls() {
            String pin = certificateSha256 == null
                    ? ""
                    : certificateSha256.replace(":", "").strip().toLowerCase(Locale.ROOT);
            return new StreamerTls(rule, pin.isEmpty() ? null : pin);
        }
    }

    @PutMapping("/{endpoint}/streamer-tls")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RolesAllowed({"OWNER", "ADMIN"})
    void changeStreamerTls(@PathVariable EndpointId endpoint, @RequestBody NewStreamerTls wanted, Caller caller) {
        StreamerTls tls;
        try {
            tls = wanted.streamerTls();
        } catch (IllegalArgumentException e) {
            throw new InputRefused(String.valueOf(e.getMessage()));
        }
        send(new ChangeStreamerTls(endpoint, tls, caller));
    }

    /**
     * @param userName null for a VNC password
     * @param password null or empty for a streamer that asks for nothing
     */
    record NewStreamerLogin(
            @Nullable String userName, @Nullable String password) {

        boolean isNone() {
            return password == null || password.isEmpty();
        }

        StreamerLogin login() {
            return new StreamerLogin(userName == null || userName.isEmpty() ? null : userName, password);
        }

        /** Says neither. */
        @Override
        public String toString() {
            return "NewStreamerLogin";
        }
    }

    /** From the next session on; decided before it is stored, so that whoever may not changes nothing. */
    @PutMapping("/{endpoint}/streamer-login")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RolesAllowed({"OWNER", "ADMIN"})
    void changeStreamerLogin(@PathVariable EndpointId endpoint, @RequestBody NewStreamerLogin wanted, Caller caller) {
        Runnable change =
                wanted.isNone() ? () -> credentials.forget(endpoint) : credentials.prepared(endpoint, wanted.login());
        send(new ChangeStreamerLogin(endpoint, caller));
        change.run();
    }

    @DeleteMapping("/{endpoint}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RolesAllowed({"OWNER", "ADMIN"})
    void retire(@PathVariable EndpointId endpoint, Caller caller) {
        send(new RetireEndpoint(endpoint, caller));
        credentials.forget(endpoint);
        numbers.forget(endpoint);
    }

    private void send(EndpointCommand command) {
        try {
            commands.sendAndWait(command);
        } catch (AggregateNotFoundException e) {
            throw CommandRefused.because(new UnknownEndpoint(command.endpoint()));
        }
    }
}
