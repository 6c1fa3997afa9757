@NullMarked
package retrace.relay.rfb.decode;

import org.jspecify.annotations.NullMarked;
