@NullMarked
package retrace.command.endpoint;

import org.jspecify.annotations.NullMarked;
