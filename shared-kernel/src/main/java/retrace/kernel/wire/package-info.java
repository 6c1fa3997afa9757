/** How events, commands and queries are written down: stable names, revisions, JSON. */
@NullMarked
package retrace.kernel.wire;

import org.jspecify.annotations.NullMarked;
