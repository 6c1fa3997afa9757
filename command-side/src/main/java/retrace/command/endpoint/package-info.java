/** Decides what happens to endpoints, and keeps their streamers' passwords. */
@NullMarked
package retrace.command.endpoint;

import org.jspecify.annotations.NullMarked;
