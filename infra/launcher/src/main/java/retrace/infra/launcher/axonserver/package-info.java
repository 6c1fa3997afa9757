/** Commands and queries between the processes of a fleet by way of Axon Server. Events stay in PostgreSQL. */
@NullMarked
package retrace.infra.launcher.axonserver;

import org.jspecify.annotations.NullMarked;
