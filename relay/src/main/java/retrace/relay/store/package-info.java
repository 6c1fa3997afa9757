/** Where recordings are kept: the object store port and its implementations. */
@NullMarked
package retrace.relay.store;

import org.jspecify.annotations.NullMarked;
