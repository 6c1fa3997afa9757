/** Merkle trees as RFC 9162 (2.1) has them: hashes, roots, and proofs of inclusion and consistency. */
@NullMarked
package retrace.query.eventlog.tree;

import org.jspecify.annotations.NullMarked;
