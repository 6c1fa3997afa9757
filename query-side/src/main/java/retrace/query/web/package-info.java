/** What the query side serves beside the read models' own routes: the console, the state of the read models, problems. */
@NullMarked
package retrace.query.web;

import org.jspecify.annotations.NullMarked;
