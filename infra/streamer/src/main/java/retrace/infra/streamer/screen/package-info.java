/** A picture that changes, and who is told where it changed. */
@NullMarked
package retrace.infra.streamer.screen;

import org.jspecify.annotations.NullMarked;
