@NullMarked
package retrace.infra.launcher.cli;

import org.jspecify.annotations.NullMarked;
