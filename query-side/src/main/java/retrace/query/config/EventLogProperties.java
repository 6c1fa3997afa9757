package retrace.query.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import retrace.query.eventlog.LogSettings;
import retrace.query.eventlog.note.NoteRefused;
import retrace.query.eventlog.note.SigningKey;
import retrace.query.eventlog.note.VerifierKey;

/**
 * How the event log is sealed.
 *
 * @param signingKey that heads are signed with, as {@code retrace audit key --new} makes it
 * @param name of the log, in each head and each verifier key; better one that nobody else uses, such as a host name
 * @param formerKeys verifier keys of which older heads may be signed, where key or name were changed
 * @param interval between two heads, where there is anything new
 * @param batch how many events are sealed in a transaction
 * @param writesMax objects that are written at a time
 */
@ConfigurationProperties("retrace.query.event-log")
public record EventLogProperties(
        @DefaultValue("") String signingKey,
        @DefaultValue("retrace/event-log") String name,
        @DefaultValue List<String> formerKeys,
        @DefaultValue("1m") Duration interval,
        @DefaultValue("65536") int batch,
        @DefaultValue("32") int writesMax) {

    /** @throws IllegalArgumentException with a sentence where the key is missing or none */
    public LogSettings settings() {
        if (signingKey.isEmpty()) {
            throw new IllegalArgumentException("retrace.query.event-log.signing-key must be set: the key that heads of"
                    + " the event log are signed with. Make one with: retrace audit key --new NAME");
        }
        List<VerifierKey> former = new ArrayList<>();
        for (String key : formerKeys) {
            try {
                former.add(VerifierKey.parse(key));
            } catch (NoteRefused e) {
                throw new IllegalArgumentException("retrace.query.event-log.former-keys: " + e.getMessage(), e);
            }
        }
        return new LogSettings(SigningKey.of(name, signingKey), former, interval, batch, writesMax);
    }

    /** Says all but the key. */
    @Override
    public String toString() {
        return "EventLogProperties[" + name + ", interval=" + interval + "]";
    }
}
