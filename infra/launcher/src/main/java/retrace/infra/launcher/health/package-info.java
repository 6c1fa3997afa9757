/** What the operator is told about how the process fares. */
@NullMarked
package retrace.infra.launcher.health;

import org.jspecify.annotations.NullMarked;
