/** The history of events itself, as auditors ask for it. */
@NullMarked
package retrace.query.audit;

import org.jspecify.annotations.NullMarked;
