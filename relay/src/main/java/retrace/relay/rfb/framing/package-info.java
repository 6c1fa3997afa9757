/**
 * Finds where messages and rectangles begin and end, without looking at pixels: the forwarding path. Decoding is
 * another package's, on another thread.
 */
@NullMarked
package retrace.relay.rfb.framing;

import org.jspecify.annotations.NullMarked;
