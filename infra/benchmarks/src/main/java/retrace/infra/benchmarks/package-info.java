/** What Retrace costs, measured against a peer or a floor in the same run. */
@NullMarked
package retrace.infra.benchmarks;

import org.jspecify.annotations.NullMarked;
