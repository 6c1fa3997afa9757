@NullMarked
package retrace.command.session;

import org.jspecify.annotations.NullMarked;
