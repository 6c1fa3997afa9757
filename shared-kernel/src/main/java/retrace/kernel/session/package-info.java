/** Sessions: their commands, their events, and the reasons for which one is refused or ends. */
@NullMarked
package retrace.kernel.session;

import org.jspecify.annotations.NullMarked;
