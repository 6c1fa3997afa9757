package retrace.command.web;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import retrace.command.session.DialIns;
import retrace.command.session.DialIns.AssignedNumber;
import retrace.command.session.DialIns.IssuedCode;
import retrace.kernel.id.EndpointId;
import retrace.kernel.team.Caller;

/** Codes and numbers with which computers dial in, and whether one has. */
@RestController
@RequestMapping("/api/endpoints/{endpoint}")
public final class DialInsController {

    private final DialIns dialIns;

    public DialInsController(DialIns dialIns) {
        this.dialIns = dialIns;
    }

    /** @param how commands that make well-known streamers dial in with the code */
    record HandedCode(String code, Instant expiresAt, String dialInHost, int dialInPort, List<DialInCommand> how) {}

    @PostMapping("/codes")
    @RolesAllowed({"OWNER", "ADMIN", "MEMBER"})
    ResponseEntity<HandedCode> issue(@PathVariable EndpointId endpoint, Caller caller) {
        IssuedCode issued = dialIns.issueCode(caller, endpoint);
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(new HandedCode(
                        issued.code(),
                        issued.expiresAt(),
                        issued.dialIn().host(),
                        issued.dialIn().port(),
                        DialInCommand.once(issued.code(), issued.dialIn())));
    }

    @PostMapping("/dial-in-number")
    @RolesAllowed({"OWNER", "ADMIN"})
    ResponseEntity<NumberToDialIn> renewNumber(@PathVariable EndpointId endpoint, Caller caller) {
        AssignedNumber assigned = dialIns.renewNumber(caller, endpoint);
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(NumberToDialIn.of(assigned.number(), assigned.dialIn()));
    }

    /** @param waiting whether a streamer has dialled in that waits for the caller */
    record Streamer(boolean waiting) {}

    @GetMapping("/streamer")
    @RolesAllowed({"OWNER", "ADMIN", "MEMBER"})
    ResponseEntity<Streamer> streamer(@PathVariable EndpointId endpoint, Caller caller) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Streamer(dialIns.isStreamerWaiting(caller, endpoint)));
    }
}
