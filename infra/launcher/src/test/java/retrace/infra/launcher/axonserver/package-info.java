@NullMarked
package retrace.infra.launcher.axonserver;

import org.jspecify.annotations.NullMarked;
