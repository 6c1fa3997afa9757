@NullMarked
package retrace.relay.rfb.framing;

import org.jspecify.annotations.NullMarked;
