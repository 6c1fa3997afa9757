@NullMarked
package retrace.query.eventlog.evidence;

import org.jspecify.annotations.NullMarked;
