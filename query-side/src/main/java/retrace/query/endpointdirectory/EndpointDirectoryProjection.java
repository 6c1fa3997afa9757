package retrace.query.endpointdirectory;

import static retrace.query.endpointdirectory.schema.Tables.ENDPOINT;
import static retrace.query.endpointdirectory.schema.Tables.MONITOR;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.jspecify.annotations.Nullable;
import retrace.kernel.endpoint.EndpointEvent.EndpointRegistered;
import retrace.kernel.endpoint.EndpointEvent.EndpointReleased;
import retrace.kernel.endpoint.EndpointEvent.EndpointReserved;
import retrace.kernel.endpoint.EndpointEvent.EndpointRetired;
import retrace.kernel.endpoint.EndpointEvent.StreamerTlsChanged;
import retrace.kernel.endpoint.EndpointEvent.StreamerVersionReported;
import retrace.kernel.endpoint.Monitor;
import retrace.kernel.endpoint.StreamerAddress;
import retrace.kernel.endpoint.StreamerTls;
import retrace.kernel.id.EndpointId;
import retrace.query.endpointdirectory.schema.EndpointDirectory;
import retrace.query.endpointdirectory.schema.tables.records.EndpointRecord;
import retrace.query.endpointdirectory.schema.tables.records.MonitorRecord;
import retrace.query.readmodel.PartitionKey;
import retrace.query.readmodel.Projected;
import retrace.query.readmodel.ReadModel;
import retrace.query.readmodel.Rows;

/** Builds {@code endpoint-directory}: a computer comes when it is registered and goes when it is retired. */
@ProcessingGroup(EndpointDirectoryProjection.NAME)
public final class EndpointDirectoryProjection {

    static final String NAME = "endpoint-directory";

    public static final ReadModel READ_MODEL = new ReadModel(NAME, "endpoint_directory");

    public static final Projected PROJECTED = Projected.of(
            READ_MODEL,
            EndpointDirectory.ENDPOINT_DIRECTORY,
            EndpointDirectoryProjection.class,
            EndpointDirectoryProjection::new,
            PartitionKey.AGGREGATE);

    private final Rows rows;

    public EndpointDirectoryProjection(Rows rows) {
        this.rows = rows;
    }

    @EventHandler
    void on(EndpointRegistered event, @SequenceNumber long sequence) {
        EndpointRecord row = rows.begin(new EndpointRecord());
        row.setEndpoint(event.endpoint().value());
        row.setSequence(sequence);
        row.setTeam(event.team().value());
        row.setName(event.name());
        row.setPlatform(event.platform().name());
        row.setAccessKind(event.accessKind().name());
        row.setStreamerVersion(event.streamerVersion());
        row.setTlsRule(StreamerTls.AS_OFFERED.rule().name());
        if (rows.add(row)) {
            event.monitors().forEach(monitor -> rows.add(rowOf(event.endpoint(), monitor)));
        }
    }

    private static MonitorRecord rowOf(EndpointId endpoint, Monitor monitor) {
        StreamerAddress address = monitor.address();
        return new MonitorRecord(
                endpoint.value(),
                monitor.number(),
                monitor.name(),
                address == null ? null : address.host(),
                address == null ? null : address.port());
    }

    @EventHandler
    void on(StreamerVersionReported event, @SequenceNumber long sequence) {
        EndpointRecord row = findBefore(event.endpoint(), sequence);
        if (row != null) {
            row.setSequence(sequence);
            row.setStreamerVersion(event.after());
            rows.change(row);
        }
    }

    @EventHandler
    void on(StreamerTlsChanged event, @SequenceNumber long sequence) {
        EndpointRecord row = findBefore(event.endpoint(), sequence);
        if (row != null) {
            row.setSequence(sequence);
            row.setTlsRule(event.after().rule().name());
            row.setCertificateSha256(event.after().certificateSha256());
            rows.change(row);
        }
    }

    @EventHandler
    void on(EndpointReserved event, @SequenceNumber long sequence) {
        EndpointRecord row = findBefore(event.endpoint(), sequence);
        if (row != null) {
            row.setSequence(sequence);
            row.setSession(event.session().value());
            row.setTechnician(event.technician().account().value());
            row.setTechnicianName(event.technician().name());
            row.setSessionStartedAt(event.at());
            rows.change(row);
        }
    }

    @EventHandler
    void on(EndpointReleased event, @SequenceNumber long sequence) {
        EndpointRecord row = findBefore(event.endpoint(), sequence);
        if (row != null) {
            row.setSequence(sequence);
            row.setSession(null);
            row.setTechnician(null);
            row.setTechnicianName(null);
            row.setSessionStartedAt(null);
            rows.change(row);
        }
    }

    /** The row, unless the event is in it already. */
    private @Nullable EndpointRecord findBefore(EndpointId endpoint, long sequence) {
        EndpointRecord row = rows.find(ENDPOINT, endpoint.value());
        return row == null || row.getSequence() >= sequence ? null : row;
    }

    @EventHandler
    void on(EndpointRetired event) {
        EndpointRecord row = rows.find(ENDPOINT, event.endpoint().value());
        if (row != null) {
            rows.findAll(MONITOR.ENDPOINT, event.endpoint().value()).forEach(rows::delete);
            rows.delete(row);
        }
    }
}
