@NullMarked
package retrace.infra.postgres;

import org.jspecify.annotations.NullMarked;
