/** The command side: what is asked becomes events or refusals. */
@NullMarked
package retrace.command;

import org.jspecify.annotations.NullMarked;
