package retrace.query.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.serialization.SerializedObject;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import retrace.kernel.endpoint.EndpointEvent;
import retrace.kernel.link.LinkEvent;
import retrace.kernel.session.SessionEvent;
import retrace.kernel.team.TeamEvent;
import retrace.kernel.wire.EventSerializer;

/** The event log in a test's database, filled as the event store fills it. */
public final class TestEventLog {

    /** The table is the launcher's, which no module sees. */
    private static final String MIGRATIONS = "filesystem:../infra/launcher/src/main/resources/db/events";

    private final EventSerializer serializer = EventSerializer.create();
    private final DSLContext sql;

    /** @param database one that has no event log yet */
    public TestEventLog(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .defaultSchema("events")
                .locations(MIGRATIONS)
                .load()
                .migrate();
        sql = Projector.sql(database);
    }

    public void append(Iterable<Happening> happenings) {
        happenings.forEach(this::append);
    }

    public void append(Happening happening) {
        append(List.of(happening), timeOf(happening.event()));
    }

    /** @param storedAt when the log gets them, whatever their own times are */
    public void append(Iterable<Happening> happenings, Instant storedAt) {
        String timeStamp =
                new DateTimeFormatterBuilder().appendInstant(3).toFormatter().format(storedAt);
        for (Happening happening : happenings) {
            SerializedObject<byte[]> payload = serializer.serialize(happening.event(), byte[].class);
            sql.execute(
                    "insert into events.domain_event (event_identifier, aggregate_identifier, sequence_number, type,"
                            + " payload_type, payload_revision, payload, meta_data, time_stamp)"
                            + " values (?, ?, ?, 'Any', ?, ?, ?, ?, ?)",
                    UUID.randomUUID().toString(),
                    happening.aggregate(),
                    happening.sequence(),
                    payload.getType().getName(),
                    payload.getType().getRevision(),
                    payload.getData(),
                    "{}".getBytes(UTF_8),
                    timeStamp);
        }
    }

    /** The event's own time. */
    public static Instant timeOf(Object event) {
        return switch (event) {
            case TeamEvent of -> of.at();
            case EndpointEvent of -> of.at();
            case SessionEvent of -> of.at();
            case LinkEvent of -> of.at();
            default -> throw new IllegalArgumentException(event.getClass() + " is no event");
        };
    }
}
