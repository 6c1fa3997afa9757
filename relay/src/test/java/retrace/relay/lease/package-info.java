@NullMarked
package retrace.relay.lease;

import org.jspecify.annotations.NullMarked;
