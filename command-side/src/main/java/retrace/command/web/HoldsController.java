package retrace.command.web;

import jakarta.annotation.security.RolesAllowed;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import retrace.command.session.Session;
import retrace.kernel.id.HoldId;
import retrace.kernel.id.SessionId;
import retrace.kernel.session.SessionCommand;
import retrace.kernel.session.SessionCommand.PlaceHold;
import retrace.kernel.session.SessionCommand.ReleaseHold;
import retrace.kernel.team.Caller;

/** Putting a session's recordings under legal hold, and lifting it. */
@RestController
public final class HoldsController {

    private static final int CASE_NAME_LENGTH_MAX = 100;
    private static final int REASON_LENGTH_MAX = 500;

    private final CommandGateway commands;

    public HoldsController(CommandGateway commands) {
        this.commands = commands;
    }

    record NewHold(String caseName, String reason) {

        NewHold {
            InputRefused.requireText("caseName", caseName, CASE_NAME_LENGTH_MAX);
            InputRefused.requireText("reason", reason, REASON_LENGTH_MAX);
        }
    }

    record Release(String reason) {

        Release {
            InputRefused.requireText("reason", reason, REASON_LENGTH_MAX);
        }
    }

    record PlacedHold(HoldId hold) {}

    @PostMapping("/api/sessions/{session}/holds")
    @ResponseStatus(HttpStatus.CREATED)
    @RolesAllowed({"OWNER", "ADMIN"})
    PlacedHold place(@PathVariable SessionId session, @RequestBody NewHold wanted, Caller caller) {
        HoldId hold = HoldId.create();
        send(new PlaceHold(session, hold, wanted.caseName(), wanted.reason(), caller));
        return new PlacedHold(hold);
    }

    /** With a reason, so not a DELETE. */
    @PostMapping("/api/sessions/{session}/holds/{hold}/release")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RolesAllowed({"OWNER", "ADMIN"})
    void release(
            @PathVariable SessionId session, @PathVariable HoldId hold, @RequestBody Release wanted, Caller caller) {
        send(new ReleaseHold(session, hold, wanted.reason(), caller));
    }

    private void send(SessionCommand command) {
        try {
            commands.sendAndWait(command);
        } catch (AggregateNotFoundException e) {
            throw Session.unknown();
        }
    }
}
