/** The demo streamer: a drawn desktop that any RFB viewer can watch and use. */
@NullMarked
package retrace.infra.streamer;

import org.jspecify.annotations.NullMarked;
