package retrace.command.web;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import retrace.command.CommandRefused;
import retrace.command.link.Link;
import retrace.command.link.LinkAddresses;
import retrace.kernel.id.LinkId;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.link.LinkCommand.IssueLink;
import retrace.kernel.link.LinkCommand.ReportPlayed;
import retrace.kernel.link.LinkOutcome;
import retrace.kernel.link.LinkOutcome.Issued;
import retrace.kernel.link.LinkOutcome.Refused;
import retrace.kernel.link.PlayedPart;
import retrace.kernel.link.Purpose;
import retrace.kernel.team.Caller;

/** Issuing addresses of recordings, which everybody may ask for, and hearing what players have played under them. */
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

    record Played(List<PlayedPart> parts) {

        Played {
            InputRefused.require("parts", parts);
            if (parts.isEmpty() || parts.size() > PlayedPart.COUNT_MAX || parts.contains(null)) {
                throw new InputRefused("'parts' has 1 to " + PlayedPart.COUNT_MAX + " parts.");
            }
        }
    }

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

    /** For the player of whoever the link was issued to. */
    @PostMapping("/api/links/{link}/played")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RolesAllowed({"OWNER", "ADMIN", "MEMBER"})
    void played(@PathVariable LinkId link, @RequestBody Played played, Caller caller) {
        try {
            commands.sendAndWait(new ReportPlayed(link, played.parts(), caller));
        } catch (AggregateNotFoundException e) {
            throw Link.unknown();
        }
    }
}
