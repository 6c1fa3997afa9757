@NullMarked
package retrace.infra.launcher.axon;

import org.jspecify.annotations.NullMarked;
