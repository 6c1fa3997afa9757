@NullMarked
package retrace.relay.config;

import org.jspecify.annotations.NullMarked;
