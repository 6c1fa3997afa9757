/** Streamers that dial in: who they are, and where they wait for a technician. */
@NullMarked
package retrace.relay.dialin;

import org.jspecify.annotations.NullMarked;
