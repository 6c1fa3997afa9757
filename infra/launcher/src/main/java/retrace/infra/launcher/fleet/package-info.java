/** Commands and queries between the processes of a fleet that shares one PostgreSQL. */
@NullMarked
package retrace.infra.launcher.fleet;

import org.jspecify.annotations.NullMarked;
