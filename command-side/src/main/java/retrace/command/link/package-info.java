/** Decides who may play or download a segment. */
@NullMarked
package retrace.command.link;

import org.jspecify.annotations.NullMarked;
