/** The read model {@code endpoint-directory}: which computers a team has, and which of them are in a session. */
@NullMarked
package retrace.query.endpointdirectory;

import org.jspecify.annotations.NullMarked;
