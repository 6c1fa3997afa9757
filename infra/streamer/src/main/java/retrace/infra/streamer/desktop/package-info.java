/** The drawn desktop: windows, what is in them, and what mouse and keyboard do to them. */
@NullMarked
package retrace.infra.streamer.desktop;

import org.jspecify.annotations.NullMarked;
