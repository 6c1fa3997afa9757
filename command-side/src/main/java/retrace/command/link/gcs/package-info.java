/** Addresses of recordings in Google Cloud Storage. The types of its client stay in here. */
@NullMarked
package retrace.command.link.gcs;

import org.jspecify.annotations.NullMarked;
