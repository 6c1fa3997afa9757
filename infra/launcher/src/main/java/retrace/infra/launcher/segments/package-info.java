/** Spreads the segments in which read models are built over the query sides of a fleet. */
@NullMarked
package retrace.infra.launcher.segments;

import org.jspecify.annotations.NullMarked;
