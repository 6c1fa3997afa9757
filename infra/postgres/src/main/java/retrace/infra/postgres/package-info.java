/** A PostgreSQL of our own in a folder, for running on one machine with nothing to install. */
@NullMarked
package retrace.infra.postgres;

import org.jspecify.annotations.NullMarked;
