package retrace.infra.launcher.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import retrace.infra.postgres.EmbeddedDatabase;
import retrace.query.config.QuerySideConfiguration;
import retrace.query.readmodel.Behind;
import retrace.query.readmodel.ReadModelStatus;
import retrace.query.rebuild.DeadLetters;

class ProjectionMetricsTest {

    private static final String DEAD_LETTERS = "retrace.projections.dead.letters";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T08:00:00Z"));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void deadLettersOfAllReadModelsAreCountedOnceAScrape(@TempDir Path folder) throws IOException {
        try (EmbeddedDatabase postgres = EmbeddedDatabase.start(folder)) {
            Counting database =
                    new Counting(new DriverManagerDataSource(postgres.jdbcUrl(), EmbeddedDatabase.USER, ""));
            Flyway.configure()
                    .dataSource(database)
                    .defaultSchema("events")
                    .locations("classpath:db/events")
                    .load()
                    .migrate();
            new ProjectionMetrics(
                            QuerySideConfiguration.READ_MODELS,
                            readModel -> new ReadModelStatus(
                                    readModel.name(), 1L, Behind.NOT, ReadModelStatus.State.RUNNING),
                            new DeadLetters(database, now::get),
                            now::get)
                    .bindTo(registry);
            database.asked.set(0);

            assertThat(scraped()).isZero();
            int once = database.asked.get();
            assertThat(scraped()).isZero();

            assertThat(once).isPositive().isLessThan(QuerySideConfiguration.READ_MODELS.size());
            assertThat(database.asked).hasValue(once);

            now.updateAndGet(before -> before.plus(ProjectionMetrics.COUNT_GOOD));
            assertThat(scraped()).isZero();
            assertThat(database.asked).hasValue(2 * once);
        }
    }

    private double scraped() {
        return registry.find(DEAD_LETTERS).gauges().stream()
                .mapToDouble(Gauge::value)
                .sum();
    }

    private static final class Counting extends DelegatingDataSource {

        private final AtomicInteger asked = new AtomicInteger();

        Counting(DataSource database) {
            super(database);
        }

        @Override
        public Connection getConnection() throws SQLException {
            asked.incrementAndGet();
            return super.getConnection();
        }
    }
}
