@NullMarked
package retrace.infra.launcher.console;

import org.jspecify.annotations.NullMarked;
