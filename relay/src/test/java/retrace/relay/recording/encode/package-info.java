@NullMarked
package retrace.relay.recording.encode;

import org.jspecify.annotations.NullMarked;
