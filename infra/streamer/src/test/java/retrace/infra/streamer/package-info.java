/** Watches and uses the demo desktop as viewers do. */
@NullMarked
package retrace.infra.streamer;

import org.jspecify.annotations.NullMarked;
