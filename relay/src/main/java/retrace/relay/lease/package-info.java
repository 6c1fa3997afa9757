/** Which relay carries which session, so that another can take over what a dead one has left, and never a living one's. */
@NullMarked
package retrace.relay.lease;

import org.jspecify.annotations.NullMarked;
