package retrace.infra.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import retrace.command.link.LinkAddresses;
import retrace.command.link.gcs.BucketAddressSettings;
import retrace.command.link.gcs.BucketAddresses;
import retrace.kernel.id.LinkId;
import retrace.kernel.link.LinkOutcome.Issued;
import retrace.kernel.link.Purpose;
import retrace.relay.store.ObjectFacts;
import retrace.relay.store.ObjectVersion;
import retrace.relay.store.gcs.GcsSettings;
import retrace.relay.store.gcs.GcsStore;
import retrace.relay.testing.gcs.GcsServer;

/** What the relay keeps in a bucket, and the address that the command side signs for it. */
class BucketAddressesTest {

    private static final String NAME = "team/session/monitor-1/20261125T100000.000Z-segment.mp4";
    private static final String PREFIX = "recordings/";

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private Instant now = Instant.now();
    private GcsServer server;
    private ObjectVersion recording;
    private LinkAddresses addresses;

    @BeforeEach
    void start() throws IOException {
        server = GcsServer.start(() -> now);
        server.bucket("bucket");
        GcsStore store = GcsStore.open(
                new GcsSettings("bucket", PREFIX, server.uri(), null, Duration.ofSeconds(5), Duration.ofSeconds(10)));
        recording = store.create(NAME, ObjectFacts.NONE, List.of(ByteBuffer.wrap(new byte[] {'v', 'i', 'd'})));
        Path key = Files.writeString(
                folder.resolve("key.json"), server.serviceAccount().keyFile());
        addresses = BucketAddresses.open(new BucketAddressSettings("bucket", PREFIX, server.uri(), key), () -> now);
    }

    @AfterEach
    void stop() {
        http.close();
        server.close();
    }

    private String address(Purpose purpose, long generation) {
        return addresses.of(LinkId.create(), purpose, new Issued(NAME, generation, now.plus(Duration.ofMinutes(10))));
    }

    private HttpResponse<String> get(String address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(10))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    @Test
    void playsAndDownloadsTheRecording() throws Exception {
        HttpResponse<String> played = get(address(Purpose.PLAY, recording.generation()));
        assertThat(played.statusCode()).isEqualTo(200);
        assertThat(played.body()).isEqualTo("vid");
        assertThat(played.headers().firstValue("Content-Type")).contains("video/mp4");
        assertThat(played.headers().firstValue("Content-Disposition")).contains("inline");
        assertThat(get(address(Purpose.DOWNLOAD, recording.generation()))
                        .headers()
                        .firstValue("Content-Disposition"))
                .contains("attachment; filename=\"20261125T100000.000Z-segment.mp4\"");
    }

    @Test
    void servesNothingThatWasExchangedOrAltered() throws Exception {
        assertThat(get(address(Purpose.PLAY, recording.generation() + 1)).statusCode())
                .isEqualTo(404);
        String address = address(Purpose.PLAY, recording.generation());
        assertThat(get(address.replace("inline", "attachment")).statusCode()).isEqualTo(403);
    }

    @Test
    void isGoodAsLongAsTheLink() throws Exception {
        String address = address(Purpose.PLAY, recording.generation());
        now = now.plus(Duration.ofMinutes(9));
        assertThat(get(address).statusCode()).isEqualTo(200);
        now = now.plus(Duration.ofMinutes(1)).plusSeconds(1);
        assertThat(get(address).body()).contains("ExpiredToken");
    }

    @Test
    void saysWhichKeyFileIsNone() throws Exception {
        Path none = Files.writeString(folder.resolve("none.json"), "{}");
        assertThatThrownBy(() -> BucketAddresses.open(new BucketAddressSettings("bucket", "", null, none), () -> now))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("retrace.command.links.gcs.key-file");
    }
}
