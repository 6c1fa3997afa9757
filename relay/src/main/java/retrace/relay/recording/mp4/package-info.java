/** The MP4 file that a segment becomes (ISO/IEC 14496-12, 14496-14, 14496-15). */
@NullMarked
package retrace.relay.recording.mp4;

import org.jspecify.annotations.NullMarked;
