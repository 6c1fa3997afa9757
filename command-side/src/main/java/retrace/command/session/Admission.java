package retrace.command.session;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import retrace.command.team.RecordingRules;
import retrace.command.team.TeamPolicy;
import retrace.kernel.endpoint.EndpointEvent.EndpointRegistered;
import retrace.kernel.endpoint.Reachability;
import retrace.kernel.platform.Platform;
import retrace.kernel.platform.StreamerVersion;
import retrace.kernel.session.Refusal;
import retrace.kernel.session.Refusal.EndpointBusy;
import retrace.kernel.session.Refusal.EndpointPlatformNotRecorded;
import retrace.kernel.session.Refusal.RecordingUnavailable;
import retrace.kernel.session.Refusal.StreamerTooOld;
import retrace.kernel.session.Refusal.StreamerUnreachable;
import retrace.kernel.session.Refusal.StreamerVersionUnknown;
import retrace.kernel.session.Refusal.TechnicianPlatformNotAllowed;
import retrace.kernel.session.Refusal.UnknownEndpoint;
import retrace.kernel.session.Refusal.UnknownMonitor;
import retrace.kernel.session.SessionCommand.StartSession;
import retrace.kernel.team.Actor;

/** The rules of who is admitted, in the order in which they are asked; the first that fails refuses. Pure. */
final class Admission {

    private Admission() {}

    /**
     * @param endpoint null where the technician's team has no such endpoint
     * @param inSessionWith who is in a session on it, null where nobody is
     */
    static Optional<Refusal> refusalOf(
            StartSession command, @Nullable EndpointRegistered endpoint, @Nullable Actor inSessionWith) {
        if (endpoint == null) {
            return Optional.of(new UnknownEndpoint(command.endpoint()));
        }
        int monitors = endpoint.monitors().size();
        if (command.monitor() < 1 || command.monitor() > monitors) {
            return Optional.of(new UnknownMonitor(endpoint.name(), command.monitor(), monitors));
        }
        if (inSessionWith != null) {
            return Optional.of(new EndpointBusy(endpoint.name(), inSessionWith.name()));
        }
        return switch (command.reachability()) {
            case Reachability.Unreachable unreachable ->
                Optional.of(new StreamerUnreachable(endpoint.name(), unreachable.why()));
            case Reachability.Reachable reachable -> Optional.empty();
        };
    }

    /**
     * What a team's plan and settings refuse; asked after {@link #refusalOf}. A session that is not to be recorded is
     * not refused by them.
     */
    static Optional<Refusal> refusalUnder(
            TeamPolicy team,
            RecordingPolicy configured,
            StartSession command,
            EndpointRegistered endpoint,
            @Nullable String streamerVersion) {
        if (!team.records(endpoint.accessKind())) {
            return Optional.empty();
        }
        RecordingRules rules = team.recordingRules(endpoint.platform(), configured.minimumVersions());
        return recordingRefusalOf(command, endpoint, streamerVersion, configured.recordable(), rules);
    }

    /**
     * The rules of a session that is to be recorded; asked after {@link #refusalOf}.
     *
     * @param streamerVersion as it was reported last; null while unknown, and unknown where it is no version
     * @param recordable the platforms whose endpoints can be recorded
     */
    static Optional<Refusal> recordingRefusalOf(
            StartSession command,
            EndpointRegistered endpoint,
            @Nullable String streamerVersion,
            Set<Platform> recordable,
            RecordingRules rules) {
        Platform technician = command.technicianPlatform();
        if (technician == null || !rules.technicianPlatforms().contains(technician)) {
            return Optional.of(new TechnicianPlatformNotAllowed(technician, rules.technicianPlatforms()));
        }
        if (!recordable.contains(endpoint.platform())) {
            return Optional.of(new EndpointPlatformNotRecorded(endpoint.name(), endpoint.platform()));
        }
        if (streamerVersion == null || !StreamerVersion.isVersion(streamerVersion)) {
            return Optional.of(new StreamerVersionUnknown(endpoint.name()));
        }
        StreamerVersion version = new StreamerVersion(streamerVersion);
        return rules.minimumVersion()
                .filter(minimum -> version.compareTo(minimum) < 0)
                .<Refusal>map(minimum -> new StreamerTooOld(version, minimum, endpoint.platform()))
                .or(() -> unrecordable(command.reachability()));
    }

    private static Optional<Refusal> unrecordable(Reachability reachability) {
        boolean unrecordable = switch (reachability) {
            case Reachability.Reachable reachable -> reachable.unrecordable();
            case Reachability.Unreachable unreachable -> false; // refused before
        };
        return unrecordable ? Optional.of(new RecordingUnavailable()) : Optional.empty();
    }
}
