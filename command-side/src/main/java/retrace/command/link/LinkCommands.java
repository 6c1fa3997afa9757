package retrace.command.link;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import retrace.command.session.Session;
import retrace.kernel.link.LinkCommand.IssueLink;
import retrace.kernel.link.LinkEvent.LinkIssued;
import retrace.kernel.link.LinkEvent.LinkRefused;
import retrace.kernel.link.LinkOutcome;
import retrace.kernel.recording.StoredObject;
import retrace.kernel.team.Caller;
import retrace.kernel.team.Role;

/** Decides who may have a segment's address: the owner of the team whose session it was. */
public class LinkCommands {

    private final Repository<Session> sessions;
    private final Repository<Link> links;
    private final Duration lifetime;

    /** @param lifetime how long an address is good for */
    public LinkCommands(Repository<Session> sessions, Repository<Link> links, Duration lifetime) {
        this.sessions = sessions;
        this.links = links;
        this.lifetime = lifetime;
    }

    @CommandHandler
    public LinkOutcome handle(IssueLink command, InstantSource clock) throws Exception {
        Instant now = clock.instant();
        Optional<StoredObject> object = objectFor(command);
        if (object.isEmpty()) {
            return refuse(
                    command,
                    "UNKNOWN_SEGMENT",
                    "There is no such finished recording in your team. Choose one from the list of recordings.",
                    now);
        }
        if (command.caller().role() != Role.OWNER) {
            return refuse(
                    command,
                    "ROLE_NOT_ALLOWED",
                    "Only the owner of your team may play and download recordings. Ask the owner.",
                    now);
        }
        Instant expiresAt = now.plus(lifetime);
        Caller caller = command.caller();
        links.newInstance(() -> Link.decided(new LinkIssued(
                command.link(),
                caller.team(),
                command.session(),
                command.segment(),
                command.purpose(),
                caller.actor(),
                expiresAt,
                now)));
        return new LinkOutcome.Issued(object.get().name(), object.get().generation(), expiresAt);
    }

    private Optional<StoredObject> objectFor(IssueLink command) {
        try {
            Aggregate<Session> session = sessions.load(command.session().value());
            return session.invoke(found -> found.isOf(command.caller().team())
                    ? found.objectOf(command.segment())
                    : Optional.<StoredObject>empty());
        } catch (AggregateNotFoundException e) {
            return Optional.empty();
        }
    }

    private LinkOutcome refuse(IssueLink command, String code, String message, Instant now) throws Exception {
        Caller caller = command.caller();
        links.newInstance(() -> Link.decided(new LinkRefused(
                command.link(),
                caller.team(),
                command.session(),
                command.segment(),
                command.purpose(),
                caller.actor(),
                code,
                message,
                now)));
        return new LinkOutcome.Refused(code, message);
    }
}
