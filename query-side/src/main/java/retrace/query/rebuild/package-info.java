/**
 * Builds read models from the whole history, in bulk, into fresh tables, and puts these in the place of the old ones.
 */
@NullMarked
package retrace.query.rebuild;

import org.jspecify.annotations.NullMarked;
