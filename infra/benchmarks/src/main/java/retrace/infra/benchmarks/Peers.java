package retrace.infra.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Streamers and viewers in a process of their own, so that what they cost is not taken for the relay's. Told what to do
 * line by line by {@link PeerProcess}: {@code VIEWER port ticket}, {@code PLAY from to speed every which} (times in milliseconds; only streamers whose number
 * leaves {@code which} when divided by {@code every}), {@code LEAVE}; answers each
 * with a line once it is done.
 */
public final class Peers {

    /** All has arrived when nothing has for so long. */
    private static final Duration QUIET = Duration.ofMillis(200);

    /** Sessions begin one after another over so long, so that they do not all change at the same instants. */
    private static final long SPREAD_NANOS = Duration.ofSeconds(2).toNanos();

    private final CapturedSession session = CapturedSession.load(CapturedSession.DESKTOP);
    private final BlockingQueue<ReplayingStreamer> arrived = new LinkedBlockingQueue<>();
    private final List<ReplayingStreamer> streamers = new ArrayList<>();
    private final List<DiscardingViewer> viewers = new ArrayList<>();
    private final PrintStream answers;

    private Peers(PrintStream answers) throws IOException {
        this.answers = answers;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
                BufferedReader orders =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            Peers peers = new Peers(System.out);
            Thread.ofVirtual().start(() -> peers.serve(server));
            peers.answers.println(server.getLocalPort());
            String order = orders.readLine();
            while (order != null) {
                peers.obey(order.split(" "));
                order = orders.readLine();
            }
        }
    }

    private void serve(ServerSocket server) {
        try {
            while (true) {
                arrived.add(new ReplayingStreamer(session, server.accept()));
            }
        } catch (IOException e) {
            // the benchmark is over
        }
    }

    private void obey(String[] order) throws IOException, InterruptedException {
        switch (order[0]) {
            case "VIEWER" -> {
                viewers.add(new DiscardingViewer(Integer.parseInt(order[1]), order[2]));
                streamers.add(arrived.take());
                answers.println(viewers.size());
            }
            case "PLAY" -> {
                long bytes = play(
                        new Stretch(Integer.parseInt(order[1]), Integer.parseInt(order[2])),
                        Double.parseDouble(order[3]),
                        Integer.parseInt(order[4]),
                        Integer.parseInt(order[5]));
                awaitQuiet();
                answers.println(bytes);
            }
            case "LEAVE" -> {
                for (DiscardingViewer viewer : viewers) {
                    viewer.close();
                }
                viewers.clear();
                streamers.clear();
                answers.println(0);
            }
            default -> throw new IllegalArgumentException("an unknown order " + order[0]);
        }
    }

    private long play(Stretch stretch, double speed, int every, int which) throws InterruptedException {
        AtomicLong bytes = new AtomicLong();
        List<Thread> playing = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = which; i < streamers.size(); i += every) {
            ReplayingStreamer streamer = streamers.get(i);
            long ownStart = start + SPREAD_NANOS * i / streamers.size();
            playing.add(Thread.ofVirtual().start(() -> bytes.addAndGet(streamer.play(stretch, speed, ownStart))));
        }
        for (Thread one : playing) {
            one.join();
        }
        return bytes.get();
    }

    private void awaitQuiet() throws InterruptedException {
        long before = -1;
        long now = received();
        while (now != before) {
            Thread.sleep(QUIET);
            before = now;
            now = received();
        }
    }

    private long received() {
        return viewers.stream().mapToLong(DiscardingViewer::received).sum();
    }
}
