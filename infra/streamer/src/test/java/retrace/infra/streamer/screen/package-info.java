/** Holds regions and the frame counter to their word. */
@NullMarked
package retrace.infra.streamer.screen;

import org.jspecify.annotations.NullMarked;
