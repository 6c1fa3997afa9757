@NullMarked
package retrace.command.web;

import org.jspecify.annotations.NullMarked;
