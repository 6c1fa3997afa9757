@NullMarked
package retrace.infra.benchmarks.history;

import org.jspecify.annotations.NullMarked;
