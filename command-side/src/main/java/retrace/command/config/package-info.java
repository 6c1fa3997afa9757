/** Puts the command side together. */
@NullMarked
package retrace.command.config;

import org.jspecify.annotations.NullMarked;
