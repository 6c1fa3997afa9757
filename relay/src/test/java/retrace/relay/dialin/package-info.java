@NullMarked
package retrace.relay.dialin;

import org.jspecify.annotations.NullMarked;
