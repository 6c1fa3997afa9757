@NullMarked
package retrace.query.eventlog.verify;

import org.jspecify.annotations.NullMarked;
