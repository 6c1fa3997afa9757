package retrace.command.link;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import retrace.command.session.SegmentFate;
import retrace.command.session.Session;
import retrace.command.team.Team;
import retrace.kernel.link.LinkCommand.IssueLink;
import retrace.kernel.link.LinkEvent.LinkIssued;
import retrace.kernel.link.LinkEvent.LinkRefused;
import retrace.kernel.link.LinkOutcome;
import retrace.kernel.link.Purpose;
import retrace.kernel.recording.StoredObject;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Caller;
import retrace.kernel.team.PlaybackPermission;

/** Decides who may have a segment's address: those to whom the team of the session has given it. */
public class LinkCommands {

    private final Repository<Team> teams;
    private final Repository<Session> sessions;
    private final Repository<Link> links;
    private final Duration lifetime;

    /** @param lifetime how long an address is good for */
    public LinkCommands(
            Repository<Team> teams, Repository<Session> sessions, Repository<Link> links, Duration lifetime) {
        this.teams = teams;
        this.sessions = sessions;
        this.links = links;
        this.lifetime = lifetime;
    }

    /** Why a link is refused. */
    private record Refusal(String code, String message) {

        static final Refusal UNKNOWN_SEGMENT = new Refusal(
                "UNKNOWN_SEGMENT",
                "There is no such finished recording in your team. Choose one from the list of recordings.");

        static final Refusal DAMAGED = new Refusal(
                "RECORDING_DAMAGED",
                "This recording is damaged and was put aside. Ask those who run the server what is left of it.");

        static final Refusal MISSING = new Refusal(
                "RECORDING_MISSING",
                "The store no longer has this recording as it was made. Ask those who run the server.");

        static Refusal expired(int daysKept) {
            return new Refusal(
                    "RECORDING_EXPIRED",
                    "This recording is deleted: your team keeps recordings for " + daysKept + " days.");
        }

        static Refusal role(PlaybackPermission permission, AccessKind kind, Purpose purpose) {
            String who = switch (permission) {
                case OWNER -> "Only owners";
                case ADMINS_AND_OWNER -> "Only owners and admins";
                case MEMBERS_ADMINS_AND_OWNER -> "Only owners, admins and members";
            };
            String what = switch (purpose) {
                case PLAY -> "play";
                case DOWNLOAD -> "download";
            };
            String access = switch (kind) {
                case ATTENDED -> "attended";
                case UNATTENDED -> "unattended";
            };
            return new Refusal(
                    "ROLE_NOT_ALLOWED",
                    who + " of your team may " + what + " recordings of " + access + " access. Ask one of them.");
        }
    }

    @CommandHandler
    public LinkOutcome handle(IssueLink command, InstantSource clock) throws Exception {
        Instant now = clock.instant();
        Optional<Aggregate<Session>> session = find(command);
        @Nullable
        SegmentFate fate = session.map(found -> found.invoke(it -> it.fateOf(command.segment())))
                .orElse(null);
        return switch (fate) {
            case null -> refuse(command, Refusal.UNKNOWN_SEGMENT, now);
            case SegmentFate.Opened opened -> refuse(command, Refusal.UNKNOWN_SEGMENT, now);
            case SegmentFate.Failed failed -> refuse(command, Refusal.UNKNOWN_SEGMENT, now);
            case SegmentFate.Quarantined quarantined -> refuse(command, Refusal.DAMAGED, now);
            case SegmentFate.Missing missing -> refuse(command, Refusal.MISSING, now);
            case SegmentFate.Deleting deleting -> refuse(command, Refusal.expired(deleting.daysKept()), now);
            case SegmentFate.Expired expired -> refuse(command, Refusal.expired(expired.daysKept()), now);
            case SegmentFate.Closed closed -> {
                AccessKind kind = session.orElseThrow().invoke(Session::accessKind);
                PlaybackPermission permission =
                        teams.load(command.caller().team().value()).invoke(team -> team.playback(kind));
                yield permission.allows(command.caller().role())
                        ? issue(command, closed.segment().object(), now)
                        : refuse(command, Refusal.role(permission, kind, command.purpose()), now);
            }
        };
    }

    private Optional<Aggregate<Session>> find(IssueLink command) {
        try {
            Aggregate<Session> session = sessions.load(command.session().value());
            return Optional.of(session)
                    .filter(found -> found.invoke(it -> it.isOf(command.caller().team())));
        } catch (AggregateNotFoundException e) {
            return Optional.empty();
        }
    }

    private LinkOutcome issue(IssueLink command, StoredObject object, Instant now) throws Exception {
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
        return new LinkOutcome.Issued(object.name(), object.generation(), expiresAt);
    }

    private LinkOutcome refuse(IssueLink command, Refusal refusal, Instant now) throws Exception {
        Caller caller = command.caller();
        links.newInstance(() -> Link.decided(new LinkRefused(
                command.link(),
                caller.team(),
                command.session(),
                command.segment(),
                command.purpose(),
                caller.actor(),
                refusal.code(),
                refusal.message(),
                now)));
        return new LinkOutcome.Refused(refusal.code(), refusal.message());
    }
}
