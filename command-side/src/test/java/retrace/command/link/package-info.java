@NullMarked
package retrace.command.link;

import org.jspecify.annotations.NullMarked;
