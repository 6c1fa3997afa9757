@NullMarked
package retrace.infra.launcher.settings;

import org.jspecify.annotations.NullMarked;
