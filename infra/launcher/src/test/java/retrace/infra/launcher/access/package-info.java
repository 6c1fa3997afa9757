@NullMarked
package retrace.infra.launcher.access;

import org.jspecify.annotations.NullMarked;
