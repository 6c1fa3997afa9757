package retrace.infra.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.junit.jupiter.api.Test;
import org.springframework.boot.json.JsonWriter;

class NamedValuesTest {

    private static final JsonWriter<ILoggingEvent> WRITER =
            JsonWriter.of(members -> new NamedValues().customize(members));

    private static String written(String message, Object... arguments) {
        return WRITER.writeToString(new LoggingEvent(
                NamedValuesTest.class.getName(),
                new LoggerContext().getLogger(NamedValuesTest.class),
                Level.INFO,
                message,
                null,
                arguments));
    }

    @Test
    void whatALineNamesIsAField() {
        assertThat(written("session={} segment={} closed: {}, {} frames", "session-1", "segment-2", "SESSION_ENDED", 4))
                .isEqualTo("{\"session\":\"session-1\",\"segment\":\"segment-2\"}");
        assertThat(written("{} took {} ms, pauseMillis={}", "it", 3, 200L)).isEqualTo("{\"pauseMillis\":\"200\"}");
    }

    @Test
    void aLineThatNamesNothingHasNoField() {
        assertThat(written("the rounds broke off: {}", "x")).isEqualTo("{}");
        assertThat(written("all is well")).isEqualTo("{}");
        assertThat(written("session={}")).isEqualTo("{}");
    }

    @Test
    void whatIsBeyondThePlaceholdersIsLeftOut() {
        assertThat(written("session={} failed", "session-1", new IllegalStateException("no")))
                .isEqualTo("{\"session\":\"session-1\"}");
    }
}
