@NullMarked
package retrace.relay.media;

import org.jspecify.annotations.NullMarked;
