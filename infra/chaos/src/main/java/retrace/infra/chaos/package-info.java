/** Runs Retrace against faults and compares what was on show with what was recorded. */
@NullMarked
package retrace.infra.chaos;

import org.jspecify.annotations.NullMarked;
