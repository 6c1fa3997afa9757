/** Decides who is admitted to a session, and takes in what the relay reports of it. */
@NullMarked
package retrace.command.session;

import org.jspecify.annotations.NullMarked;
