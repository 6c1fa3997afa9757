package retrace.query.endpointdirectory;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import retrace.kernel.endpoint.StreamerTls;
import retrace.kernel.platform.Platform;
import retrace.kernel.team.AccessKind;
import retrace.query.readmodel.Behind;

/** The computers of a team, by name. */
public record Computers(Behind behind, List<Computer> items) {

    /**
     * @param streamerVersion null while unknown
     * @param tls whether its streamer must be reached over TLS
     * @param monitors in the order of their numbers
     * @param session the session that it is in, null while it is free
     */
    public record Computer(
            String endpoint,
            String name,
            Platform platform,
            AccessKind accessKind,
            @Nullable String streamerVersion,
            StreamerTls tls,
            List<Monitor> monitors,
            @Nullable Session session) {}

    /**
     * @param number from 1
     * @param host null where the streamer dials in, and likewise {@code port}
     */
    public record Monitor(
            int number,
            String name,
            @Nullable String host,
            @Nullable Integer port) {}

    /** @param technician the account, {@code technicianName} its name when the session began */
    public record Session(String session, String technician, String technicianName, Instant startedAt) {}
}
