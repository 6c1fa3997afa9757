@NullMarked
package retrace.infra.launcher;

import org.jspecify.annotations.NullMarked;
