@NullMarked
package retrace.infra.launcher.up;

import org.jspecify.annotations.NullMarked;
