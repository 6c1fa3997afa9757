/** Both sides of RFB's handshake: client towards streamers, server towards viewers (RFC 6143, sections 7.1 to 7.3). */
@NullMarked
package retrace.relay.rfb.handshake;

import org.jspecify.annotations.NullMarked;
