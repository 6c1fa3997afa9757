@NullMarked
package retrace.infra.launcher.dryrun;

import org.jspecify.annotations.NullMarked;
