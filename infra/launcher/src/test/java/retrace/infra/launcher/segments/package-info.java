@NullMarked
package retrace.infra.launcher.segments;

import org.jspecify.annotations.NullMarked;
