/** Settings that nobody knows are refused, and not passed over. */
@NullMarked
package retrace.infra.launcher.settings;

import org.jspecify.annotations.NullMarked;
