/** The RFB wire protocol (RFC 6143 and the community's rfbproto document): values, framing and handshakes. */
@NullMarked
package retrace.relay.rfb;

import org.jspecify.annotations.NullMarked;
