/** Who the relay is to viewers over TLS, and whom it trusts among streamers. */
@NullMarked
package retrace.relay.tls;

import org.jspecify.annotations.NullMarked;
