/** From what a streamer sent to recorded segments: queue, frames, segment, parts. */
@NullMarked
package retrace.relay.recording;

import org.jspecify.annotations.NullMarked;
