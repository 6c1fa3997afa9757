import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;
import org.slf4j.LoggerFactory;

/**
 * Makes jOOQ's types of the read models' tables: migrates a PostgreSQL of its own and reads the tables back. Does
 * nothing while the migrations are those it has last read. Arguments: the module's folder, the folder for the generated
 * sources, jOOQ's version.
 */
public final class GenerateTables {

    /** Schema, and the package of what it belongs to: a read model, or the event log's seal. */
    private record Schema(String name, String readModel) {}

    private static final List<Schema> SCHEMAS = List.of(
            new Schema("sessions_log", "sessionslog"),
            new Schema("active_sessions", "activesessions"),
            new Schema("recording_catalog", "recordingcatalog"),
            new Schema("endpoint_directory", "endpointdirectory"),
            new Schema("team_directory", "teamdirectory"),
            new Schema("retention_schedule", "retentionschedule"),
            new Schema("watch_ledger", "watchledger"),
            new Schema("event_log", "eventlog"));

    private GenerateTables() {}

    public static void main(String[] arguments) throws Exception {
        Path module = Path.of(arguments[0]);
        Path generated = Path.of(arguments[1]);
        Path migrations = module.resolve("src/main/resources/db");
        Path stamp = generated.resolveSibling("jooq.sha256");
        String sum = sumOf(arguments[2], module.resolve("src/build/java/GenerateTables.java"), migrations);
        if (Files.isDirectory(generated)
                && Files.exists(stamp)
                && Files.readString(stamp).equals(sum)) {
            return;
        }
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        deleteAll(generated);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            for (Schema schema : SCHEMAS) {
                migrate(postgres.getPostgresDatabase(), schema, migrations);
                generate(postgres.getJdbcUrl("postgres", "postgres"), schema, generated);
            }
        }
        Files.writeString(stamp, sum);
    }

    private static void migrate(DataSource database, Schema schema, Path migrations) {
        Flyway.configure()
                .dataSource(database)
                .schemas(schema.name())
                .locations("filesystem:" + migrations.resolve(schema.name()))
                .load()
                .migrate();
    }

    private static void generate(String address, Schema schema, Path generated) throws Exception {
        Database database = new Database()
                .withName("org.jooq.meta.postgres.PostgresDatabase")
                .withInputSchema(schema.name())
                .withExcludes("flyway_schema_history")
                .withIncludeRoutines(false)
                .withForcedTypes(new ForcedType().withName("INSTANT").withIncludeTypes("(?i:timestamptz|timestamp.*)"));
        Generate generate = new Generate()
                .withGeneratedAnnotation(false)
                .withJavadoc(false)
                .withComments(false)
                .withIndexes(false)
                .withGlobalObjectNames(false);
        GenerationTool.generate(new Configuration()
                .withLogging(Logging.WARN)
                .withJdbc(new org.jooq.meta.jaxb.Jdbc()
                        .withDriver("org.postgresql.Driver")
                        .withUrl(address))
                .withGenerator(new Generator()
                        .withDatabase(database)
                        .withGenerate(generate)
                        .withTarget(new Target()
                                .withPackageName("retrace.query." + schema.readModel() + ".schema")
                                .withDirectory(generated.toString()))));
    }

    private static String sumOf(String version, Path program, Path migrations) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(version.getBytes(UTF_8));
        digest.update(Files.readAllBytes(program));
        try (Stream<Path> files = Files.walk(migrations)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                digest.update(migrations.relativize(file).toString().getBytes(UTF_8));
                digest.update(Files.readAllBytes(file));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
