@NullMarked
package retrace.infra.chaos;

import org.jspecify.annotations.NullMarked;
