/** Pictures to video samples, behind a small port. FFmpeg's types stay in here. */
@NullMarked
package retrace.relay.recording.encode;

import org.jspecify.annotations.NullMarked;
