package retrace.infra.launcher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import retrace.kernel.platform.Platform;

/** A code at the terminal, with a server that answers as the test says. */
class DialInTest {

    private final HttpServer server;
    private final AtomicInteger looks = new AtomicInteger();
    private final StringWriter printed = new StringWriter();
    private int comesAtLook = 1;
    private String expiresAt = "2999-01-01T00:00:00Z";

    DialInTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer(
                "/api/endpoints/endpoint-1/streamer",
                () -> "{\"waiting\":" + (looks.incrementAndGet() >= comesAtLook) + "}");
        answer(
                "/api/endpoints/endpoint-1/codes",
                () -> "{\"code\":\"123456789\",\"expiresAt\":\"" + expiresAt
                        + "\",\"dialInHost\":\"relay.example\",\"dialInPort\":5500,"
                        + "\"how\":[{\"streamer\":\"x11vnc\",\"command\":\"x11vnc it\"}]}");
        server.start();
    }

    private interface Answer {
        String text();
    }

    private void answer(String path, Answer answer) {
        server.createContext(path, exchange -> {
            byte[] text = answer.text().getBytes(UTF_8);
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
        });
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String await() throws CommandFailed {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        DialIn.await(new Api(url, "tom", "secret"), "endpoint-1", new PrintWriter(printed, true));
        return printed.toString();
    }

    @Test
    void aCodeIsPrintedAndTheComputerWaitedFor() throws CommandFailed {
        comesAtLook = 2;

        assertThat(await()).contains("123 456 789", "until 2999-01-01T00:00:00Z", "relay.example:5500", "x11vnc it");
        assertThat(looks).hasValue(2);
    }

    @Test
    void noCodeIsNeededWhereTheComputerWaitsAlready() throws CommandFailed {
        assertThat(await()).isEmpty();
    }

    @Test
    void aCodeThatExpiresIsSaidToHave() {
        comesAtLook = Integer.MAX_VALUE;
        expiresAt = "2000-01-01T00:00:00Z";

        assertThatThrownBy(this::await).isInstanceOf(CommandFailed.class).hasMessageContaining("Nobody has dialled in");
    }

    @ParameterizedTest
    @CsvSource({"Linux,LINUX", "Windows 11,WINDOWS", "Mac OS X,MACOS", "FreeBSD,"})
    void theTechniciansPlatformIsThisMachines(String osName, @Nullable Platform platform) {
        assertThat(SessionCommand.Start.platformOf(osName)).isEqualTo(platform);
    }
}
