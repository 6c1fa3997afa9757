@NullMarked
package retrace.query.eventlog.note;

import org.jspecify.annotations.NullMarked;
