/** What was recorded and is not in the store yet, on the relay's own disk. */
@NullMarked
package retrace.relay.recording.spool;

import org.jspecify.annotations.NullMarked;
