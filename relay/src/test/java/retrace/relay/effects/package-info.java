@NullMarked
package retrace.relay.effects;

import org.jspecify.annotations.NullMarked;
