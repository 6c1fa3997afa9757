/** The language that command side, query side and relay share: plain values, and nothing that does anything. */
@NullMarked
package retrace.kernel;

import org.jspecify.annotations.NullMarked;
