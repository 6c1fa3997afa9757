/** How what happens is written to the log. */
@NullMarked
package retrace.infra.launcher.log;

import org.jspecify.annotations.NullMarked;
