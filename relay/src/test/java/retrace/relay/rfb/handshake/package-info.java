@NullMarked
package retrace.relay.rfb.handshake;

import org.jspecify.annotations.NullMarked;
