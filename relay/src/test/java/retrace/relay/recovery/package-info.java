@NullMarked
package retrace.relay.recovery;

import org.jspecify.annotations.NullMarked;
