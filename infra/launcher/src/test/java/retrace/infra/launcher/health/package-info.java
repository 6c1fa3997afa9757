@NullMarked
package retrace.infra.launcher.health;

import org.jspecify.annotations.NullMarked;
