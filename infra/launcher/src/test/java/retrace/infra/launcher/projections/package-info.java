@NullMarked
package retrace.infra.launcher.projections;

import org.jspecify.annotations.NullMarked;
