/** Teams, the accounts in them, and what an account may be. */
@NullMarked
package retrace.kernel.team;

import org.jspecify.annotations.NullMarked;
