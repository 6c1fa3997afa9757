package retrace.command.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import retrace.command.team.TeamPolicy;
import retrace.kernel.endpoint.EndpointEvent.EndpointRegistered;
import retrace.kernel.endpoint.Reachability;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.platform.Platform;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.session.Refusal;
import retrace.kernel.session.SessionCommand.StartSession;
import retrace.kernel.session.SessionEvent;
import retrace.kernel.session.SessionEvent.SessionRefused;
import retrace.kernel.session.SessionEvent.SessionStarted;
import retrace.kernel.session.ViewerKind;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Actor;
import retrace.kernel.team.Caller;
import retrace.kernel.team.Role;

/**
 * Decides once more about sessions of the past, by the rules that have decided about them, under a policy that may be
 * another. Changes nothing. Each session is judged by itself: what one that is now refused would have left free is not
 * looked at.
 */
public final class DryRun {

    /** Refused before anybody asks whether the session is to be recorded, and so whatever is set. */
    static final Set<String> REFUSED_WHATEVER_IS_SET =
            Set.of("UNKNOWN_ENDPOINT", "UNKNOWN_MONITOR", "ENDPOINT_BUSY", "STREAMER_UNREACHABLE");

    /** Any role may open a session, so it is in no event. */
    private static final Role ANY_ROLE = Role.MEMBER;

    private final RecordingPolicy configured;

    /** @param configured what holds where a team has set nothing of its own */
    public DryRun(RecordingPolicy configured) {
        this.configured = configured;
    }

    /** @param team as it was when the session was asked for, or another */
    public Decision decide(SessionStarted event, TeamPolicy team) {
        return decide(
                asked(
                        event.session(),
                        event.team(),
                        event.endpoint(),
                        event.technician(),
                        event.technicianPlatform(),
                        event.viewer(),
                        true),
                endpoint(
                        event.endpoint(),
                        event.team(),
                        event.endpointName(),
                        event.endpointPlatform(),
                        event.accessKind(),
                        event.technician(),
                        event.at()),
                event.streamerVersion(),
                team);
    }

    /** @param streamerVersion as it was known when the session was asked for; null where it was not */
    public Decision decide(SessionRefused event, @Nullable String streamerVersion, TeamPolicy team) {
        if (event.endpointName() == null
                || event.endpointPlatform() == null
                || event.accessKind() == null
                || REFUSED_WHATEVER_IS_SET.contains(event.code())) {
            return new Decision.Refused(event.code(), event.message());
        }
        boolean recordable = !event.code().equals(new Refusal.RecordingUnavailable().code());
        return decide(
                asked(
                        event.session(),
                        event.team(),
                        event.endpoint(),
                        event.technician(),
                        event.technicianPlatform(),
                        event.viewer(),
                        recordable),
                endpoint(
                        event.endpoint(),
                        event.team(),
                        event.endpointName(),
                        event.endpointPlatform(),
                        event.accessKind(),
                        event.technician(),
                        event.at()),
                streamerVersion,
                team);
    }

    private Decision decide(
            StartSession command, EndpointRegistered endpoint, @Nullable String streamerVersion, TeamPolicy team) {
        Optional<Refusal> refusal = Admission.refusalUnder(team, configured, command, endpoint, streamerVersion);
        return refusal.<Decision>map(found -> new Decision.Refused(found.code(), found.message()))
                .orElseGet(() -> new Decision.Admitted(team.records(endpoint.accessKind())));
    }

    /**
     * What would have become of a session's recordings had they been kept so many days all along.
     *
     * @param history what happened to the session, in order
     * @param now up to when
     */
    public RecordingsFate recordings(List<SessionEvent> history, int daysKept, Instant now) {
        return KeptRecordings.of(history).fate(daysKept, now);
    }

    /** How many recordings of the session were finished, and not lost. */
    public int finished(List<SessionEvent> history) {
        return KeptRecordings.of(history).count();
    }

    /** The same for a session that was not recorded, from its end on. */
    public RecordingsFate recordingUntil(Instant endedAt, int daysKept, Instant now) {
        return now.isBefore(Recordings.keptUntil(endedAt, daysKept)) ? RecordingsFate.KEPT : RecordingsFate.DELETED;
    }

    private static StartSession asked(
            SessionId session,
            TeamId team,
            EndpointId endpoint,
            Actor technician,
            @Nullable Platform technicianPlatform,
            ViewerKind viewer,
            boolean recordable) {
        return new StartSession(
                session,
                endpoint,
                1,
                FrameRate.DEFAULT,
                new Caller(team, technician.account(), technician.name(), ANY_ROLE),
                technicianPlatform,
                viewer,
                new Reachability.Reachable("3.8", !recordable));
    }

    /** As far as the rules of recording look at it. */
    private static EndpointRegistered endpoint(
            EndpointId endpoint,
            TeamId team,
            String name,
            Platform platform,
            AccessKind accessKind,
            Actor by,
            Instant at) {
        return new EndpointRegistered(endpoint, team, name, platform, accessKind, null, List.of(), by, at);
    }
}
