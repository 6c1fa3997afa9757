/** Read models as they stood at a moment: the events up to then, projected once more. */
@NullMarked
package retrace.query.past;

import org.jspecify.annotations.NullMarked;
