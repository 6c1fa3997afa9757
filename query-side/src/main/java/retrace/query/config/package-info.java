/** How the query side is put together. */
@NullMarked
package retrace.query.config;

import org.jspecify.annotations.NullMarked;
