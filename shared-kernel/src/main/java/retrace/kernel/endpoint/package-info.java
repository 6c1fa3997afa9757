/** The computers that are controlled, their streamers and monitors. */
@NullMarked
package retrace.kernel.endpoint;

import org.jspecify.annotations.NullMarked;
