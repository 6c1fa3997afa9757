@NullMarked
package retrace.relay.banner;

import org.jspecify.annotations.NullMarked;
