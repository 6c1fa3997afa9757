package retrace.infra.launcher.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** In which zone moments are written, and how they are read: with an offset, or as a clock in that zone shows them. */
final class Moments {

    @Option(
            names = "--zone",
            defaultValue = "UTC",
            paramLabel = "ZONE",
            description = "Time zone of what is written, and of moments given without an offset, such as"
                    + " Europe/Vienna. By default ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private ZoneId zone;

    ZoneId zone() {
        return zone;
    }

    /**
     * @param text such as {@code 2026-11-24T09:30:00Z}, {@code 2026-11-24T09:30} or {@code 2026-11-24}, which is its
     *     beginning; null for no moment
     * @throws ParameterException if it is none
     */
    @Nullable
    Instant read(CommandLine command, String option, @Nullable String text) {
        if (text == null) {
            return null;
        }
        List<Function<String, Instant>> ways = List.of(
                given -> OffsetDateTime.parse(given).toInstant(),
                given -> LocalDateTime.parse(given).atZone(zone).toInstant(),
                given -> LocalDate.parse(given).atStartOfDay(zone).toInstant());
        for (Function<String, Instant> way : ways) {
            try {
                return way.apply(text);
            } catch (DateTimeException e) {
                // Tried the next way, or refused below.
            }
        }
        throw new ParameterException(
                command,
                "'" + text + "' is no moment for " + option
                        + ". Write 2026-11-24T09:30:00Z, 2026-11-24T09:30 or 2026-11-24.");
    }
}
