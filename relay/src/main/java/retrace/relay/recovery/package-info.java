/** Brings what a dead relay has left to its end, and compares the events with the store. */
@NullMarked
package retrace.relay.recovery;

import org.jspecify.annotations.NullMarked;
