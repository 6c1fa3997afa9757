/** The read model {@code retention-schedule}: which recordings are to be deleted when, and which are held. */
@NullMarked
package retrace.query.retentionschedule;

import org.jspecify.annotations.NullMarked;
