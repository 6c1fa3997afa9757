/** The seal on the event log: a Merkle tree over all events, whose signed heads are kept in the object store. */
@NullMarked
package retrace.query.eventlog;

import org.jspecify.annotations.NullMarked;
