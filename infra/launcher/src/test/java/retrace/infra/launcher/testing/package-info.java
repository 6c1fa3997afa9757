@NullMarked
package retrace.infra.launcher.testing;

import org.jspecify.annotations.NullMarked;
