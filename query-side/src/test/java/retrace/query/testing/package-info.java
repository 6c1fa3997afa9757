/** What the tests of several read models share. */
@NullMarked
package retrace.query.testing;

import org.jspecify.annotations.NullMarked;
