/** Addresses that are good for a short while, to play or to download one segment. */
@NullMarked
package retrace.kernel.link;

import org.jspecify.annotations.NullMarked;
