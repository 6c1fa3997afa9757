/** Segments of a recording and the objects that hold them. */
@NullMarked
package retrace.kernel.recording;

import org.jspecify.annotations.NullMarked;
