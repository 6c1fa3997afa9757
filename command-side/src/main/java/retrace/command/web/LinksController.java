package retrace.command.web;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import retrace.command.CommandRefused;
import retrace.command.link.LinkAddresses;
import retrace.kernel.id.LinkId;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.link.LinkCommand.IssueLink;
import retrace.kernel.link.LinkOutcome;
import retrace.kernel.link.LinkOutcome.Issued;
import retrace.kernel.link.LinkOutcome.Refused;
import retrace.kernel.link.Purpose;
import retrace.kernel.team.Caller;

/** Issuing addresses of recordings. Everybody may ask; the answer, either way, is an event. */
@RestController
public final class LinksController {

    private final CommandGateway commands;
    private final LinkAddresses addresses;

    public LinksController(CommandGateway commands, LinkAddresses addresses) {
        this.commands = commands;
        this.addresses = addresses;
    }

    record WantedLink(SessionId session, Purpose purpose) {

        WantedLink {
            InputRefused.require("session", session);
            InputRefused.require("purpose", purpose);
        }
    }

    /** @param address path on the relay's HTTP port, or the whole address elsewhere; good until {@code expiresAt} */
    record NewLink(LinkId link, String address, Instant expiresAt) {}

    @PostMapping("/api/segments/{segment}/links")
    @RolesAllowed({"OWNER", "ADMIN", "MEMBER"})
    ResponseEntity<NewLink> issue(@PathVariable SegmentId segment, @RequestBody WantedLink wanted, Caller caller) {
        LinkId link = LinkId.create();
        LinkOutcome outcome =
                commands.sendAndWait(new IssueLink(link, wanted.session(), segment, wanted.purpose(), caller));
        return switch (outcome) {
            case Refused refused -> throw new CommandRefused(refused.code(), refused.message());
            case Issued issued ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .cacheControl(CacheControl.noStore())
                        .body(new NewLink(link, addresses.of(link, wanted.purpose(), issued), issued.expiresAt()));
        };
    }
}
