/** The read model {@code active-sessions}: which sessions there are, told as it changes. */
@NullMarked
package retrace.query.activesessions;

import org.jspecify.annotations.NullMarked;
