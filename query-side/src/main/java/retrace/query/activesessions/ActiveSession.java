package retrace.query.activesessions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import retrace.kernel.team.AccessKind;

/**
 * A session that runs.
 *
 * @param monitor number of the monitor on show, null until the viewer has come, likewise all parts of the view
 * @param frameRate frames a second that are recorded at most
 * @param width of the framebuffer in pixels, as is {@code height}
 * @param expiresAt when it ends by itself, null until that is near
 */
public record ActiveSession(
        String session,
        String endpoint,
        String endpointName,
        AccessKind accessKind,
        String technician,
        String technicianName,
        Instant startedAt,
        @Nullable Integer monitor,
        @Nullable String monitorName,
        @Nullable Integer frameRate,
        @Nullable Integer width,
        @Nullable Integer height,
        boolean recorded,
        @Nullable Instant expiresAt) {}
