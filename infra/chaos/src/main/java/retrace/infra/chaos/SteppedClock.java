package retrace.infra.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * The clock of a deployment, which can be set while it runs. All that Retrace reads of the time of day comes from it; the
 * clock that only ever goes on is left alone, as setting the real one would, and PostgreSQL has its own.
 */
final class SteppedClock {

    private static final String FILE = "retrace.chaos.clock-offset-file";

    private final Path file;

    SteppedClock(Path folder) throws IOException {
        file = folder.resolve("clock-offset");
        set(Duration.ZERO);
    }

    Map<String, String> settings() {
        return Map.of(FILE, file.toString());
    }

    /** @param fromReal how far it is from the real time */
    void set(Duration fromReal) throws IOException {
        Files.writeString(file, Long.toString(fromReal.toMillis()));
    }

    /** Put beside an application, it gives it this clock. */
    @Configuration(proxyBeanMethods = false)
    public static class InTheDeployment {

        private static final Duration LOOK = Duration.ofMillis(100);

        @Bean
        @Primary
        static InstantSource steppedClock(@Value("${" + FILE + "}") Path file) {
            Offset offset = new Offset(Clock.systemUTC());
            Thread.ofPlatform().daemon().name("clock").start(() -> offset.follow(file));
            return offset;
        }

        private static final class Offset implements InstantSource {

            private final InstantSource real;
            private volatile long millis;

            Offset(InstantSource real) {
                this.real = real;
            }

            void follow(Path file) {
                try {
                    while (true) {
                        String text = Files.readString(file);
                        if (!text.isEmpty()) { // which it is while it is written
                            millis = Long.parseLong(text);
                        }
                        Thread.sleep(LOOK);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public Instant instant() {
                return real.instant().plusMillis(millis);
            }
        }
    }
}
