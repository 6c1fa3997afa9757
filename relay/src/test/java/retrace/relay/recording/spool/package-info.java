@NullMarked
package retrace.relay.recording.spool;

import org.jspecify.annotations.NullMarked;
