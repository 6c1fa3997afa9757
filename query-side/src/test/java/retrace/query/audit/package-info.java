@NullMarked
package retrace.query.audit;

import org.jspecify.annotations.NullMarked;
