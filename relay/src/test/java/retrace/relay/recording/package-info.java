@NullMarked
package retrace.relay.recording;

import org.jspecify.annotations.NullMarked;
