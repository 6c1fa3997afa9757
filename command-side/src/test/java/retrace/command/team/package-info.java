@NullMarked
package retrace.command.team;

import org.jspecify.annotations.NullMarked;
