@NullMarked
package retrace.infra.benchmarks;

import org.jspecify.annotations.NullMarked;
