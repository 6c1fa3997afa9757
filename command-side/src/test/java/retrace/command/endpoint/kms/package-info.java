@NullMarked
package retrace.command.endpoint.kms;

import org.jspecify.annotations.NullMarked;
