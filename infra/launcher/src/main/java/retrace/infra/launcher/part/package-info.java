/** Command side, query side and relay as processes of their own. */
@NullMarked
package retrace.infra.launcher.part;

import org.jspecify.annotations.NullMarked;
