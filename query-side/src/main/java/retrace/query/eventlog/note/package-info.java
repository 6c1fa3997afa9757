/** Signed tree heads in C2SP's formats: signed-note with Ed25519, tlog-checkpoint, tlog-proof. */
@NullMarked
package retrace.query.eventlog.note;

import org.jspecify.annotations.NullMarked;
