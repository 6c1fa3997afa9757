/** What the relay draws into a viewer's picture: the drawing, its bytes, and where traces of it are left. */
@NullMarked
package retrace.relay.banner;

import org.jspecify.annotations.NullMarked;
