/** The relay's settings, and its parts put together. */
@NullMarked
package retrace.relay.config;

import org.jspecify.annotations.NullMarked;
