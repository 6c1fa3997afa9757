/** What the command side asks of the relay, and what the relay answers. */
@NullMarked
package retrace.kernel.relay;

import org.jspecify.annotations.NullMarked;
