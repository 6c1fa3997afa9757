@NullMarked
package retrace.query.past;

import org.jspecify.annotations.NullMarked;
