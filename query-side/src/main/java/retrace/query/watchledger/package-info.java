/** The read model {@code watch-ledger}: who has asked for which recording, and watched what part of it. */
@NullMarked
package retrace.query.watchledger;

import org.jspecify.annotations.NullMarked;
