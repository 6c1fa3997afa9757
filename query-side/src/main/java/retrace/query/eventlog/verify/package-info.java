/** Finds what was changed: events against the log and its signed heads, recordings against their events. */
@NullMarked
package retrace.query.eventlog.verify;

import org.jspecify.annotations.NullMarked;
