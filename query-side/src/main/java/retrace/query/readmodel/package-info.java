/** What every read model has: how far behind it is, and how its lists are asked for and paged. */
@NullMarked
package retrace.query.readmodel;

import org.jspecify.annotations.NullMarked;
