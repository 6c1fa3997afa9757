/** The seal on the event log, put together from the query side and the relay's object store. */
@NullMarked
package retrace.infra.launcher.seal;

import org.jspecify.annotations.NullMarked;
