/** What is known of one session, in an archive that can be checked without any of our services. */
@NullMarked
package retrace.query.eventlog.evidence;

import org.jspecify.annotations.NullMarked;
