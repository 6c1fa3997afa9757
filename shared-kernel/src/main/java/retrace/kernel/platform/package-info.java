/** What computers run: platforms, and the streamers on them. */
@NullMarked
package retrace.kernel.platform;

import org.jspecify.annotations.NullMarked;
