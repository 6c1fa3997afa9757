package retrace.infra.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The process of the {@link Peers}, and how it is told what to do. */
final class PeerProcess implements AutoCloseable {

    private final Process process;
    private final PrintWriter orders;
    private final BufferedReader answers;
    private final int streamerPort;

    PeerProcess() throws IOException {
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Peers.class.getName()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        orders = new PrintWriter(process.outputWriter(StandardCharsets.US_ASCII), true);
        answers = process.inputReader(StandardCharsets.US_ASCII);
        streamerPort = (int) answer();
    }

    int streamerPort() {
        return streamerPort;
    }

    void enter(int viewerPort, String ticket) throws IOException {
        order("VIEWER " + viewerPort + " " + ticket);
    }

    /** Returns when all has been played and has arrived; gives the bytes that the streamers have sent. */
    long play(int lengthMillis, double speed) throws IOException {
        return play(Stretch.first(lengthMillis), speed, 1, 0);
    }

    /** As the other, but only where a streamer's number leaves {@code which} when divided by {@code every}. */
    long play(Stretch stretch, double speed, int every, int which) throws IOException {
        return order(
                "PLAY " + stretch.fromMillis() + " " + stretch.toMillis() + " " + speed + " " + every + " " + which);
    }

    /** All viewers leave. */
    void leave() throws IOException {
        order("LEAVE");
    }

    private long order(String line) throws IOException {
        orders.println(line);
        return answer();
    }

    private long answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the process of streamers and viewers has ended");
        }
        return Long.parseLong(line);
    }

    @Override
    public void close() {
        orders.close(); // the end of its orders ends it
        process.destroy();
    }
}
