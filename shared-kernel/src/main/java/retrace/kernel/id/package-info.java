/** The identifiers of everything that has one. */
@NullMarked
package retrace.kernel.id;

import org.jspecify.annotations.NullMarked;
