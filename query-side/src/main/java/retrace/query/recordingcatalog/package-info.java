/** The read model {@code recording-catalog}: which recordings a session has, where, and how they fare. */
@NullMarked
package retrace.query.recordingcatalog;

import org.jspecify.annotations.NullMarked;
