@NullMarked
package retrace.relay.recording.mp4;

import org.jspecify.annotations.NullMarked;
