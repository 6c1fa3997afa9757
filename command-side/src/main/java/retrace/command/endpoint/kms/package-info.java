/** Keys that Google Cloud's key management service keeps. */
@NullMarked
package retrace.command.endpoint.kms;

import org.jspecify.annotations.NullMarked;
