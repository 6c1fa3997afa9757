package retrace.command.session;

import org.jspecify.annotations.Nullable;
import retrace.kernel.id.EndpointId;
import retrace.kernel.platform.Platform;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.session.ViewerKind;

/**
 * What a technician asks for.
 *
 * @param monitor number of the monitor, from 1
 * @param technicianPlatform null where the technician's side did not say
 */
public record SessionWish(
        EndpointId endpoint,
        int monitor,
        FrameRate frameRate,
        @Nullable Platform technicianPlatform,
        ViewerKind viewer) {}
