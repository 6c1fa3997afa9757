package retrace.query.eventlog;

import java.time.Duration;
import java.util.List;
import retrace.query.eventlog.note.SigningKey;
import retrace.query.eventlog.note.VerifierKey;

/**
 * How the log is sealed.
 *
 * @param key that heads are signed with, whose name is the log's
 * @param formerKeys that older heads are signed with
 * @param interval between two heads, where there is anything new
 * @param batch how many events are sealed in a transaction
 * @param writesMax objects that are written at a time
 */
public record LogSettings(SigningKey key, List<VerifierKey> formerKeys, Duration interval, int batch, int writesMax) {

    public LogSettings {
        if (!interval.isPositive() || batch < 1 || writesMax < 1) {
            throw new IllegalArgumentException("interval, batch and writes-max of the event log are more than 0.");
        }
        formerKeys = List.copyOf(formerKeys);
    }

    String origin() {
        return key.verifier().name();
    }
}
