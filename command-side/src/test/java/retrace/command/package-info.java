@NullMarked
package retrace.command;

import org.jspecify.annotations.NullMarked;
