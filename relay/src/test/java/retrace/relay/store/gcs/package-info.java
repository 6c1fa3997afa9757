@NullMarked
package retrace.relay.store.gcs;

import org.jspecify.annotations.NullMarked;
