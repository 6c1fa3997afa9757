package retrace.command.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.json.JacksonSerializer;
import org.junit.jupiter.api.Test;
import retrace.kernel.endpoint.EndpointEvent.EndpointRegistered;
import retrace.kernel.endpoint.EndpointEvent.EndpointReserved;
import retrace.kernel.endpoint.EndpointEvent.StreamerTlsChanged;
import retrace.kernel.endpoint.EndpointEvent.StreamerVersionReported;
import retrace.kernel.endpoint.Monitor;
import retrace.kernel.endpoint.StreamerAddress;
import retrace.kernel.endpoint.StreamerTls;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.platform.Platform;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Actor;
import retrace.kernel.wire.WireJson;

class EndpointSnapshotsTest {

    private static final String UUID = "-00000000-0000-0000-0000-00000000000";
    private static final EndpointId ENDPOINT = new EndpointId("endpoint" + UUID + "1");
    private static final TeamId TEAM = new TeamId("team" + UUID + "2");
    private static final SessionId SESSION = new SessionId("session" + UUID + "3");
    private static final Actor ADA = new Actor(new AccountId("account" + UUID + "4"), "Ada Lovelace");
    private static final Instant AT = Instant.parse("2026-11-24T08:00:00Z");
    private static final ObjectMapper JSON = WireJson.mapper();

    /** As in the snapshots of revision 1, of which there are many: where this changes, so must the revision. */
    private static final String REVISION_1 = """
            {"id":"endpoint-00000000-0000-0000-0000-000000000001",
             "registered":{"endpoint":"endpoint-00000000-0000-0000-0000-000000000001",
               "team":"team-00000000-0000-0000-0000-000000000002","name":"Front desk","platform":"WINDOWS",
               "accessKind":"UNATTENDED","streamerVersion":"3.5.8.0",
               "monitors":[{"number":1,"name":"Main","address":{"host":"127.0.0.1","port":5900}}],
               "by":{"account":"account-00000000-0000-0000-0000-000000000004","name":"Ada Lovelace"},
               "at":"2026-11-24T08:00:00Z"},
             "streamerVersion":"4.0","streamerTls":{"rule":"ENCRYPTED"},"retired":false,
             "reserved":{"endpoint":"endpoint-00000000-0000-0000-0000-000000000001",
               "team":"team-00000000-0000-0000-0000-000000000002",
               "session":"session-00000000-0000-0000-0000-000000000003",
               "technician":{"account":"account-00000000-0000-0000-0000-000000000004","name":"Ada Lovelace"},
               "at":"2026-11-24T08:00:00Z"}}""";

    private final JacksonSerializer serializer =
            JacksonSerializer.builder().objectMapper(JSON).build();

    private static Endpoint endpoint() {
        Endpoint endpoint = new Endpoint();
        endpoint.on(new EndpointRegistered(
                ENDPOINT,
                TEAM,
                "Front desk",
                Platform.WINDOWS,
                AccessKind.UNATTENDED,
                "3.5.8.0",
                List.of(new Monitor(1, "Main", new StreamerAddress("127.0.0.1", 5900))),
                ADA,
                AT));
        endpoint.on(new StreamerVersionReported(ENDPOINT, TEAM, "3.5.8.0", "4.0", ADA, AT));
        endpoint.on(new StreamerTlsChanged(
                ENDPOINT, TEAM, StreamerTls.AS_OFFERED, new StreamerTls(StreamerTls.Rule.ENCRYPTED, null), ADA, AT));
        endpoint.on(new EndpointReserved(ENDPOINT, TEAM, SESSION, ADA, AT));
        return endpoint;
    }

    @Test
    void areWrittenAsTheirRevisionSays() throws Exception {
        SerializedObject<String> written = serializer.serialize(endpoint(), String.class);

        assertThat(written.getType().getRevision()).isEqualTo("1");
        assertThat(JSON.readTree(written.getData())).isEqualTo(JSON.readTree(REVISION_1));
    }

    @Test
    void areReadAsWhatWasWritten() throws Exception {
        Endpoint read = JSON.readValue(REVISION_1, Endpoint.class);

        assertThat(read).usingRecursiveComparison().isEqualTo(endpoint());
    }

    @Test
    void areTakenOfEndpointsAlone() {
        assertThat(EndpointSnapshots.areTakenOf(ENDPOINT.value())).isTrue();
        assertThat(EndpointSnapshots.areTakenOf(SESSION.value())).isFalse();
    }
}
