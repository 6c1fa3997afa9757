package retrace.infra.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The run of {@code retrace chaos --fleet}, where processes reach each other by themselves. */
class FleetIT {

    private static final PrintWriter OUT = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    private static final int SESSIONS_LEAST = 50;

    @TempDir
    Path folder;

    @Test
    void nothingThatWasShownInFiftySessionsIsLostWhenOneOfEachPartIsKilled() throws Exception {
        FleetRun.Result result = new FleetRun(SESSIONS_LEAST, null, folder, OUT).run();

        assertThat(result.wrong()).isEmpty();
        assertThat(result.verdict().lost()).isZero();
        assertThat(result.verdict().sessions()).isGreaterThanOrEqualTo(SESSIONS_LEAST);
        assertThat(result.verdict().due()).as("pictures compared").isGreaterThan(50);
    }
}
