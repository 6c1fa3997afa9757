package retrace.relay.testing.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage.SignUrlOption;
import com.google.cloud.storage.StorageOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server by itself, as the service's documentation describes the JSON API. */
class GcsServerTest {

    private static final int KIB = 1024;

    private final HttpClient http = HttpClient.newHttpClient();
    private Instant now = Instant.now();
    private GcsServer server;
    private String objects;
    private String uploads;

    @BeforeEach
    void start() throws IOException {
        server = GcsServer.start(() -> now);
        server.bucket("b");
        objects = server.uri() + "/storage/v1/b/b/o";
        uploads = server.uri() + "/upload/storage/v1/b/b/o";
    }

    @AfterEach
    void stop() {
        server.close();
        http.close();
    }

    private HttpResponse<String> send(String method, String uri, String body, String... headers) throws Exception {
        return send(method, uri, body.getBytes(StandardCharsets.ISO_8859_1), headers);
    }

    private HttpResponse<String> send(String method, String uri, byte[] body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri))
                .timeout(Duration.ofSeconds(10))
                .method(method, BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }

    private static String reason(HttpResponse<String> answer) throws IOException {
        return json(answer).at("/error/errors/0/reason").asText();
    }

    private JsonNode upload(String name, String content) throws Exception {
        HttpResponse<String> answer = send("POST", uploads + "?uploadType=media&name=" + name, content);
        assertThat(answer.statusCode()).isEqualTo(200);
        return json(answer);
    }

    private HttpResponse<String> multipart(String metadata, String media) throws Exception {
        String body = "--x\r\nContent-Type: application/json\r\n\r\n" + metadata
                + "\r\n--x\r\nContent-Type: video/mp4\r\n\r\n" + media + "\r\n--x--\r\n";
        return send("POST", uploads + "?uploadType=multipart", body, "Content-Type", "multipart/related; boundary=x");
    }

    @Test
    void takesMetadataAndBytesInOneRequest() throws Exception {
        JsonNode object = json(multipart("{\"name\":\"a/b\",\"metadata\":{\"team\":\"t\"}}", "123456789"));
        assertThat(object.get("name").asText()).isEqualTo("a/b");
        assertThat(object.get("size").asText()).isEqualTo("9");
        assertThat(object.get("contentType").asText()).isEqualTo("video/mp4");
        assertThat(object.get("crc32c").asText()).isEqualTo("4waSgw=="); // the check value of CRC32C
        assertThat(object.get("md5Hash").asText()).isEqualTo("JfnnlDI7RTiF9RgfG2JNCw==");
        assertThat(object.get("metageneration").asText()).isEqualTo("1");
        assertThat(json(send("GET", objects + "/a%2Fb", ""))
                        .at("/metadata/team")
                        .asText())
                .isEqualTo("t");
    }

    @Test
    void keepsNothingWhoseSumIsAnother() throws Exception {
        HttpResponse<String> answer = multipart("{\"name\":\"a\",\"crc32c\":\"AAAAAA==\"}", "123456789");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(reason(answer)).isEqualTo("invalid");
        assertThat(server.bucket("b").objects()).isEmpty();
    }

    private HttpResponse<String> chunk(String session, String range, int bytes) throws Exception {
        return send("PUT", session, new byte[bytes], "Content-Range", range);
    }

    @Test
    void keepsWholeQuantaOfAnUploadUntilItsLastChunk() throws Exception {
        HttpResponse<String> started = send("POST", uploads + "?uploadType=resumable&name=a", "{}");
        String session = started.headers().firstValue("Location").orElseThrow();
        assertThat(chunk(session, "bytes */*", 0).headers().firstValue("Range")).isEmpty();

        HttpResponse<String> first = chunk(session, "bytes 0-299999/*", 300_000);
        assertThat(first.statusCode()).isEqualTo(308);
        assertThat(first.headers().firstValue("Range")).contains("bytes=0-262143");
        assertThat(chunk(session, "bytes */300000", 0).headers().firstValue("Range"))
                .contains("bytes=0-262143");

        int rest = 300_000 - 256 * KIB;
        assertThat(chunk(session, "bytes 262144-299999/300000", rest).statusCode())
                .isEqualTo(200);
        assertThat(chunk(session, "bytes */300000", 0).statusCode()).isEqualTo(200);
        assertThat(server.bucket("b").find("a").orElseThrow().content()).hasSize(300_000);
    }

    @Test
    void forgetsAnUploadThatIsCancelled() throws Exception {
        HttpResponse<String> started = send("POST", uploads + "?uploadType=resumable&name=a", "{}");
        String session = started.headers().firstValue("Location").orElseThrow();
        assertThat(send("DELETE", session, "").statusCode()).isEqualTo(499);
        assertThat(chunk(session, "bytes 0-9/10", 10).statusCode()).isEqualTo(499);
        assertThat(server.bucket("b").objects()).isEmpty();
    }

    @Test
    void writesOnlyOverTheGenerationThatIsMeant() throws Exception {
        String first = upload("a", "1").get("generation").asText();
        String again = uploads + "?uploadType=media&name=a&ifGenerationMatch=";
        assertThat(send("POST", again + "0", "2").statusCode()).isEqualTo(412);
        HttpResponse<String> second = send("POST", again + first, "2");
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(json(second).get("generation").asLong()).isGreaterThan(Long.parseLong(first));
        HttpResponse<String> refused = send("DELETE", objects + "/a?ifGenerationMatch=" + first, "");
        assertThat(refused.statusCode()).isEqualTo(412);
        assertThat(reason(refused)).isEqualTo("conditionNotMet");
        assertThat(send("DELETE", objects + "/a?generation=" + first, "").statusCode())
                .isEqualTo(404);
        assertThat(send("PATCH", objects + "/a?ifMetagenerationMatch=2", "{}").statusCode())
                .isEqualTo(412);
    }

    private static String sources(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> "{\"name\":\"s" + number % 2 + "\"}")
                .collect(Collectors.joining(",", "{\"sourceObjects\":[", "]}"));
    }

    @Test
    void composesUpTo32AndGivesNoMd5() throws Exception {
        upload("s0", "a");
        upload("s1", "b");
        JsonNode composed = json(send("POST", objects + "/c/compose", sources(32)));
        assertThat(composed.get("componentCount").asInt()).isEqualTo(32);
        assertThat(composed.has("md5Hash")).isFalse();
        assertThat(composed.get("size").asText()).isEqualTo("32");
        assertThat(send("POST", objects + "/d/compose", sources(33)).statusCode())
                .isEqualTo(400);
        assertThat(send("POST", objects + "/d/compose", sources(0)).statusCode())
                .isEqualTo(400);
        assertThat(send("POST", objects + "/c/compose?ifGenerationMatch=0", sources(1))
                        .statusCode())
                .isEqualTo(412);
        String absent = "{\"sourceObjects\":[{\"name\":\"absent\"}]}";
        assertThat(send("POST", objects + "/d/compose", absent).statusCode()).isEqualTo(404);
    }

    @Test
    void protectsWhatIsHeld() throws Exception {
        upload("a", "1");
        JsonNode held = json(send("PATCH", objects + "/a", "{\"temporaryHold\":true}"));
        assertThat(held.get("temporaryHold").asBoolean()).isTrue();
        assertThat(held.get("metageneration").asText()).isEqualTo("2");
        HttpResponse<String> deleted = send("DELETE", objects + "/a", "");
        assertThat(deleted.statusCode()).isEqualTo(403);
        assertThat(reason(deleted)).isEqualTo("objectUnderActiveHold");
        assertThat(send("POST", uploads + "?uploadType=media&name=a", "2").statusCode())
                .isEqualTo(403);
        send("PATCH", objects + "/a", "{\"temporaryHold\":false}");
        assertThat(send("DELETE", objects + "/a", "").statusCode()).isEqualTo(204);
    }

    @Test
    void neverSetsACustomTimeBack() throws Exception {
        upload("a", "1");
        String later = "{\"customTime\":\"2026-11-25T10:00:00Z\"}";
        assertThat(send("PATCH", objects + "/a", later).statusCode()).isEqualTo(200);
        String sooner = "{\"customTime\":\"2026-11-25T09:00:00Z\"}";
        assertThat(send("PATCH", objects + "/a", sooner).statusCode()).isEqualTo(400);
    }

    @Test
    void listsInPagesAndFolders() throws Exception {
        for (String name : new String[] {"p%2Fa", "p%2Fd%2F1", "p%2Fd%2F2", "p%2Fz", "q"}) {
            upload(name, "1");
        }
        JsonNode first = json(send("GET", objects + "?prefix=p/&delimiter=/&maxResults=2", ""));
        assertThat(first.get("items")).hasSize(1);
        assertThat(first.get("prefixes").get(0).asText()).isEqualTo("p/d/");
        String token = first.get("nextPageToken").asText();
        JsonNode second = json(send("GET", objects + "?prefix=p/&delimiter=/&maxResults=2&pageToken=" + token, ""));
        assertThat(second.get("items").get(0).get("name").asText()).isEqualTo("p/z");
        assertThat(second.has("prefixes")).isFalse();
        assertThat(second.has("nextPageToken")).isFalse();
    }

    @Test
    void sendsRanges() throws Exception {
        upload("a", "0123456789");
        String media = objects + "/a?alt=media";
        HttpResponse<String> middle = send("GET", media, "", "Range", "bytes=2-4");
        assertThat(middle.statusCode()).isEqualTo(206);
        assertThat(middle.body()).isEqualTo("234");
        assertThat(middle.headers().firstValue("Content-Range")).contains("bytes 2-4/10");
        assertThat(send("GET", media, "", "Range", "bytes=-3").body()).isEqualTo("789");
        assertThat(send("GET", media, "", "Range", "bytes=8-").body()).isEqualTo("89");
        assertThat(send("GET", media, "", "Range", "bytes=10-").statusCode()).isEqualTo(416);
        assertThat(send("GET", media, "").headers().firstValue("X-Goog-Hash").orElse(""))
                .contains("crc32c=");
    }

    /** The client writes https whatever the host's scheme is; that is no part of what is signed. */
    private String sign(Duration life) throws IOException {
        ServiceAccountCredentials account = ServiceAccountCredentials.fromStream(
                new ByteArrayInputStream(server.serviceAccount().keyFile().getBytes(StandardCharsets.UTF_8)));
        return StorageOptions.http()
                .setCredentials(account)
                .setProjectId("test-project")
                .setClock(new com.google.api.core.ApiClock() {
                    @Override
                    public long nanoTime() {
                        return TimeUnit.MILLISECONDS.toNanos(now.toEpochMilli());
                    }

                    @Override
                    public long millisTime() {
                        return now.toEpochMilli();
                    }
                })
                .build()
                .getService()
                .signUrl(
                        BlobInfo.newBuilder("b", "t/a b.mp4").build(),
                        life.toSeconds(),
                        TimeUnit.SECONDS,
                        SignUrlOption.withV4Signature(),
                        SignUrlOption.withPathStyle(),
                        SignUrlOption.withHostName(server.uri().toString()),
                        SignUrlOption.withQueryParams(
                                Map.of("response-content-disposition", "attachment; filename=\"a b.mp4\"")))
                .toString()
                .replace("https:", "http:");
    }

    /** Signed by Google's own client, which knows nothing of this server. */
    @Test
    void servesAnAddressAsItWasSigned() throws Exception {
        upload("t%2Fa%20b.mp4", "0123456789");
        HttpResponse<String> answer = send("GET", sign(Duration.ofMinutes(10)), "", "Range", "bytes=1-2");
        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.body()).isEqualTo("12");
        assertThat(answer.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"a b.mp4\"");
    }

    @Test
    void refusesAnAddressThatIsAnother() throws Exception {
        upload("t%2Fa%20b.mp4", "1");
        upload("t%2Fother.mp4", "2");
        String address = sign(Duration.ofMinutes(10));
        assertThat(send("GET", address.replace("attachment", "inline"), "").statusCode())
                .isEqualTo(403);
        assertThat(send("GET", address.replace("a%20b.mp4?", "other.mp4?"), "").statusCode())
                .isEqualTo(403);
        assertThat(send("GET", address + "&more=1", "").statusCode()).isEqualTo(403);
        assertThat(send("GET", address.replace("X-Goog-Expires=600", "X-Goog-Expires=6000"), "")
                        .body())
                .contains("SignatureDoesNotMatch");
        assertThat(send("DELETE", address, "").statusCode()).isEqualTo(403);
    }

    @Test
    void refusesAnAddressWhoseTimeIsOver() throws Exception {
        upload("t%2Fa%20b.mp4", "1");
        String address = sign(Duration.ofMinutes(10));
        now = now.plus(Duration.ofMinutes(10)).plusSeconds(1);
        HttpResponse<String> answer = send("GET", address, "");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("ExpiredToken");
    }

    @Test
    void failsOnDemand() throws Exception {
        server.faults().next(Operation.GET, new Fault.Refuse(503));
        upload("a", "1");
        assertThat(send("GET", objects + "/a", "").statusCode()).isEqualTo(503);
        assertThat(send("GET", objects + "/a", "").statusCode()).isEqualTo(200);
        server.faults().next(Operation.DELETE, new Fault.RefuseAfterDoing(500));
        assertThat(send("DELETE", objects + "/a", "").statusCode()).isEqualTo(500);
        assertThat(server.bucket("b").objects()).isEmpty();
        assertThat(server.faults().asked(Operation.GET)).isEqualTo(2);
    }
}
