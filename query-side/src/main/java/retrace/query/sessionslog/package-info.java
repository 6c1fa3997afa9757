/** The read model {@code sessions-log}: which sessions there were. */
@NullMarked
package retrace.query.sessionslog;

import org.jspecify.annotations.NullMarked;
