package retrace.query.endpointdirectory;

import static retrace.query.endpointdirectory.schema.Tables.ENDPOINT;
import static retrace.query.endpointdirectory.schema.Tables.MONITOR;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.jooq.DSLContext;
import retrace.kernel.endpoint.EndpointEvent.EndpointRegistered;
import retrace.kernel.endpoint.EndpointEvent.EndpointReleased;
import retrace.kernel.endpoint.EndpointEvent.EndpointReserved;
import retrace.kernel.endpoint.EndpointEvent.EndpointRetired;
import retrace.kernel.endpoint.EndpointEvent.StreamerVersionReported;
import retrace.kernel.endpoint.Monitor;
import retrace.kernel.endpoint.StreamerAddress;
import retrace.query.readmodel.ReadModel;

/** Builds {@code endpoint-directory}: a computer comes when it is registered and goes when it is retired. */
@ProcessingGroup(EndpointDirectoryProjection.NAME)
public final class EndpointDirectoryProjection {

    static final String NAME = "endpoint-directory";

    public static final ReadModel READ_MODEL = new ReadModel(NAME, "endpoint_directory");

    private final DSLContext sql;

    public EndpointDirectoryProjection(DSLContext sql) {
        this.sql = sql;
    }

    @EventHandler
    void on(EndpointRegistered event, @SequenceNumber long sequence) {
        int inserted = sql.insertInto(ENDPOINT)
                .set(ENDPOINT.ENDPOINT_, event.endpoint().value())
                .set(ENDPOINT.SEQUENCE, sequence)
                .set(ENDPOINT.TEAM, event.team().value())
                .set(ENDPOINT.NAME, event.name())
                .set(ENDPOINT.PLATFORM, event.platform().name())
                .set(ENDPOINT.ACCESS_KIND, event.accessKind().name())
                .set(ENDPOINT.STREAMER_VERSION, event.streamerVersion())
                .onConflictDoNothing()
                .execute();
        if (inserted == 0) {
            return;
        }
        for (Monitor monitor : event.monitors()) {
            StreamerAddress address = monitor.address();
            sql.insertInto(MONITOR)
                    .set(MONITOR.ENDPOINT, event.endpoint().value())
                    .set(MONITOR.NUMBER, monitor.number())
                    .set(MONITOR.NAME, monitor.name())
                    .set(MONITOR.HOST, address == null ? null : address.host())
                    .set(MONITOR.PORT, address == null ? null : address.port())
                    .execute();
        }
    }

    @EventHandler
    void on(StreamerVersionReported event, @SequenceNumber long sequence) {
        sql.update(ENDPOINT)
                .set(ENDPOINT.SEQUENCE, sequence)
                .set(ENDPOINT.STREAMER_VERSION, event.after())
                .where(ENDPOINT.ENDPOINT_.eq(event.endpoint().value()).and(ENDPOINT.SEQUENCE.lt(sequence)))
                .execute();
    }

    @EventHandler
    void on(EndpointReserved event, @SequenceNumber long sequence) {
        sql.update(ENDPOINT)
                .set(ENDPOINT.SEQUENCE, sequence)
                .set(ENDPOINT.SESSION, event.session().value())
                .set(ENDPOINT.TECHNICIAN, event.technician().account().value())
                .set(ENDPOINT.TECHNICIAN_NAME, event.technician().name())
                .set(ENDPOINT.SESSION_STARTED_AT, event.at())
                .where(ENDPOINT.ENDPOINT_.eq(event.endpoint().value()).and(ENDPOINT.SEQUENCE.lt(sequence)))
                .execute();
    }

    @EventHandler
    void on(EndpointReleased event, @SequenceNumber long sequence) {
        sql.update(ENDPOINT)
                .set(ENDPOINT.SEQUENCE, sequence)
                .setNull(ENDPOINT.SESSION)
                .setNull(ENDPOINT.TECHNICIAN)
                .setNull(ENDPOINT.TECHNICIAN_NAME)
                .setNull(ENDPOINT.SESSION_STARTED_AT)
                .where(ENDPOINT.ENDPOINT_.eq(event.endpoint().value()).and(ENDPOINT.SEQUENCE.lt(sequence)))
                .execute();
    }

    @EventHandler
    void on(EndpointRetired event) {
        sql.deleteFrom(ENDPOINT)
                .where(ENDPOINT.ENDPOINT_.eq(event.endpoint().value()))
                .execute();
    }
}
