@NullMarked
package retrace.query.eventlog.tree;

import org.jspecify.annotations.NullMarked;
