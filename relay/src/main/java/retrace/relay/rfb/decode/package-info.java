/** Turns what a streamer sent into pixels: one small file an encoding, on the recorder's own thread. */
@NullMarked
package retrace.relay.rfb.decode;

import org.jspecify.annotations.NullMarked;
