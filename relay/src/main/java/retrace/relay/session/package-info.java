/** Running sessions: tickets, two connections, a view at a time, and what is reported of them. */
@NullMarked
package retrace.relay.session;

import org.jspecify.annotations.NullMarked;
