/** Playback and download of finished segments over HTTP. */
@NullMarked
package retrace.relay.media;

import org.jspecify.annotations.NullMarked;
