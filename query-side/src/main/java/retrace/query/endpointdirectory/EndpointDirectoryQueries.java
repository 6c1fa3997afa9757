package retrace.query.endpointdirectory;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.jooq.impl.DSL.lower;
import static retrace.query.endpointdirectory.schema.Tables.ENDPOINT;
import static retrace.query.endpointdirectory.schema.Tables.MONITOR;

import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Result;
import retrace.kernel.endpoint.StreamerTls;
import retrace.kernel.endpoint.StreamerTls.Rule;
import retrace.kernel.id.TeamId;
import retrace.kernel.platform.Platform;
import retrace.kernel.team.AccessKind;
import retrace.query.endpointdirectory.schema.tables.records.EndpointRecord;
import retrace.query.endpointdirectory.schema.tables.records.MonitorRecord;
import retrace.query.readmodel.Progress;

/** Asks {@code endpoint-directory}. Every answer is about one team alone. */
public final class EndpointDirectoryQueries {

    /** What one page of computers can show. */
    static final int ROWS_MAX = 2000;

    private final DSLContext sql;
    private final Progress progress;

    public EndpointDirectoryQueries(DSLContext sql, Progress progress) {
        this.sql = sql;
        this.progress = progress;
    }

    public Computers all(TeamId team) {
        Result<EndpointRecord> endpoints = sql.selectFrom(ENDPOINT)
                .where(ENDPOINT.TEAM.eq(team.value()))
                .orderBy(lower(ENDPOINT.NAME), ENDPOINT.ENDPOINT_)
                .limit(ROWS_MAX)
                .fetch();
        Map<String, List<Computers.Monitor>> monitors = sql
                .selectFrom(MONITOR)
                .where(MONITOR.ENDPOINT.in(endpoints.getValues(ENDPOINT.ENDPOINT_)))
                .orderBy(MONITOR.ENDPOINT, MONITOR.NUMBER)
                .fetch()
                .stream()
                .collect(
                        groupingBy(MonitorRecord::getEndpoint, mapping(EndpointDirectoryQueries::toMonitor, toList())));
        return new Computers(
                progress.behind(EndpointDirectoryProjection.READ_MODEL),
                endpoints.map(row -> toComputer(row, monitors.getOrDefault(row.getEndpoint(), List.of()))));
    }

    private static Computers.Monitor toMonitor(MonitorRecord row) {
        return new Computers.Monitor(row.getNumber(), row.getName(), row.getHost(), row.getPort());
    }

    private static Computers.Computer toComputer(EndpointRecord row, List<Computers.Monitor> monitors) {
        return new Computers.Computer(
                row.getEndpoint(),
                row.getName(),
                Platform.valueOf(row.getPlatform()),
                AccessKind.valueOf(row.getAccessKind()),
                row.getStreamerVersion(),
                new StreamerTls(Rule.valueOf(row.getTlsRule()), row.getCertificateSha256()),
                monitors,
                row.getSession() == null
                        ? null
                        : new Computers.Session(
                                row.getSession(),
                                row.getTechnician(),
                                row.getTechnicianName(),
                                row.getSessionStartedAt()));
    }
}
