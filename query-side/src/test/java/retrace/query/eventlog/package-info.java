@NullMarked
package retrace.query.eventlog;

import org.jspecify.annotations.NullMarked;
