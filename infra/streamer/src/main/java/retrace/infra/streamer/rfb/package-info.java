/** Showing a screen to RFB viewers (RFC 6143). */
@NullMarked
package retrace.infra.streamer.rfb;

import org.jspecify.annotations.NullMarked;
