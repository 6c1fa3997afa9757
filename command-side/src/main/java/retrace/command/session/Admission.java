package retrace.command.session;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import retrace.kernel.endpoint.EndpointEvent.EndpointRegistered;
import retrace.kernel.endpoint.Reachability;
import retrace.kernel.session.Refusal;
import retrace.kernel.session.Refusal.EndpointBusy;
import retrace.kernel.session.Refusal.StreamerUnreachable;
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
}
