/** Runs everything in one process on one data folder, from the first start to Ctrl-C. */
@NullMarked
package retrace.infra.launcher.up;

import org.jspecify.annotations.NullMarked;
