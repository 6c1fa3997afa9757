/**
 * A server that speaks the JSON API of Google Cloud Storage as far as its documentation describes what object stores
 * need, and fails on demand. It knows nothing of the client that talks to it.
 */
@NullMarked
package retrace.relay.testing.gcs;

import org.jspecify.annotations.NullMarked;
