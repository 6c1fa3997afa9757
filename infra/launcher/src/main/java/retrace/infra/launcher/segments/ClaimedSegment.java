package retrace.infra.launcher.segments;

import org.jspecify.annotations.Nullable;

/**
 * A segment of a projection.
 *
 * @param owner the process that has it just now; null where none has
 */
record ClaimedSegment(
        String processor, int segment, @Nullable String owner) {}
