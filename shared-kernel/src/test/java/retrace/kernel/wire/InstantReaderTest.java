package retrace.kernel.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantReaderTest {

    private static final long YEAR_10000 = 253_402_300_800L;

    private final ObjectMapper json = WireJson.mapper();

    @Test
    void readsWhateverIsWritten() throws JsonProcessingException {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            int nanos = random.nextInt(1_000_000_000);
            Instant moment = Instant.ofEpochSecond(
                    random.nextLong(-YEAR_10000, 2 * YEAR_10000),
                    switch (i % 4) {
                        case 0 -> 0;
                        case 1 -> nanos - nanos % 1_000_000;
                        case 2 -> nanos - nanos % 1000;
                        default -> nanos;
                    });

            assertThat(read(moment.toString())).isEqualTo(moment);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-02-29T10:20:30Z",
                "2026-01-31T23:59:59.999999999Z",
                "2026-11-24T10:20:30.5Z",
                "2026-11-24T24:00:00Z",
                "2026-12-31T23:59:60Z"
            })
    void readsOtherFormsAsTheGeneralParserDoes(String text) throws JsonProcessingException {
        assertThat(read(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-30T10:20:30Z", "2026-13-01T10:20:30Z", "soon", "2026-11-24"})
    void refusesWhatIsNoMoment(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(JsonProcessingException.class);
    }

    private Instant read(String text) throws JsonProcessingException {
        return json.readValue('"' + text + '"', Instant.class);
    }
}
