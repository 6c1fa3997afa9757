/** A history of events as a deployment would have made them in months, made in minutes. */
@NullMarked
package retrace.infra.benchmarks.history;

import org.jspecify.annotations.NullMarked;
