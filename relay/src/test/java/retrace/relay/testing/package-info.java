/** Real VNC servers, real viewers and a relay between them, for tests of this module and others. */
@NullMarked
package retrace.relay.testing;

import org.jspecify.annotations.NullMarked;
