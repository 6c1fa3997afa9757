package retrace.query.config;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import retrace.query.past.PastSettings;

/**
 * What questions about the past, asked over HTTP, may take of a process.
 *
 * @param questionsMax how many are worked on at a time; each has a connection to the database
 * @param patience how long one waits for its turn before it is refused
 * @param timeMax how long one is worked on before it is refused
 */
@ConfigurationProperties("retrace.query.past")
public record PastProperties(
        @DefaultValue("2") int questionsMax,
        @DefaultValue("3s") Duration patience,
        @DefaultValue("20s") Duration timeMax) {

    PastSettings settings() {
        return new PastSettings(questionsMax, patience, timeMax);
    }
}
