/** Recordings in Google Cloud Storage. The types of its client stay in here. */
@NullMarked
package retrace.relay.store.gcs;

import org.jspecify.annotations.NullMarked;
