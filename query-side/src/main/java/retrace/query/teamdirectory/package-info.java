/** The read model {@code team-directory}: a team's plan, its people, and what it has set. */
@NullMarked
package retrace.query.teamdirectory;

import org.jspecify.annotations.NullMarked;
