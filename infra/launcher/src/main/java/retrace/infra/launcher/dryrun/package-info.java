/** What sessions of the past would have come to under other settings: the history, decided once more. */
@NullMarked
package retrace.infra.launcher.dryrun;

import org.jspecify.annotations.NullMarked;
