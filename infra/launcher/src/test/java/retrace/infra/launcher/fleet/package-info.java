@NullMarked
package retrace.infra.launcher.fleet;

import org.jspecify.annotations.NullMarked;
