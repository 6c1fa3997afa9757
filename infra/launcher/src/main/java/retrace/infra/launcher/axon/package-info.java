/** Axon's buses, event store and processors on PostgreSQL, each part named by hand. */
@NullMarked
package retrace.infra.launcher.axon;

import org.jspecify.annotations.NullMarked;
