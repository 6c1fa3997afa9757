@NullMarked
package retrace.infra.launcher.part;

import org.jspecify.annotations.NullMarked;
