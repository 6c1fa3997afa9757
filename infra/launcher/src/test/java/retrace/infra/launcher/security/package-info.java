@NullMarked
package retrace.infra.launcher.security;

import org.jspecify.annotations.NullMarked;
