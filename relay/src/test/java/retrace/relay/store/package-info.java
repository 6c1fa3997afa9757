@NullMarked
package retrace.relay.store;

import org.jspecify.annotations.NullMarked;
