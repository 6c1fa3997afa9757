/** The HTTP API by which commands are asked for. */
@NullMarked
package retrace.command.web;

import org.jspecify.annotations.NullMarked;
