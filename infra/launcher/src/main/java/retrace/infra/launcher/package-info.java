/** The one executable: wires command side, query side and relay into one process. */
@NullMarked
package retrace.infra.launcher;

import org.jspecify.annotations.NullMarked;
