/** Who may call what: sign-in for the console, HTTP Basic for programs, roles on each route. */
@NullMarked
package retrace.infra.launcher.security;

import org.jspecify.annotations.NullMarked;
