@NullMarked
package retrace.relay.session;

import org.jspecify.annotations.NullMarked;
