/** Decides what happens to teams and their accounts. */
@NullMarked
package retrace.command.team;

import org.jspecify.annotations.NullMarked;
