/** Byte connections to viewers and streamers, whatever carries them. */
@NullMarked
package retrace.relay.connection;

import org.jspecify.annotations.NullMarked;
