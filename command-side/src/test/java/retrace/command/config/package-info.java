@NullMarked
package retrace.command.config;

import org.jspecify.annotations.NullMarked;
