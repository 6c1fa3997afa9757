package retrace.infra.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import retrace.kernel.recording.ClosedSegment;

/**
 * Measures a number of sessions through one relay, in this process; streamers and viewers run in another. Sessions of
 * one measurement are over before the next begins.
 */
final class RelayRun implements AutoCloseable {

    /** Idle sessions have shown their first picture and have had it recorded by then. */
    private static final int FIRST_PICTURE_MILLIS = 1500;

    private static final Duration SETTLING = Duration.ofSeconds(2);

    private final ScratchFolder folder = new ScratchFolder();
    private final MeasuredRelay relay = new MeasuredRelay(folder.path());
    private final PeerProcess peers = new PeerProcess();
    private final CapturedSession session;
    private int sessionsEnded;

    RelayRun(CapturedSession session) throws IOException {
        this.session = session;
    }

    /** What the relay's process has used up so far. */
    private record Spent(long cpuNanos, long bytes, double waitedSeconds, List<ClosedSegment> segments) {

        static Spent by(MeasuredRelay relay) {
            return new Spent(
                    Machine.cpuNanos(), relay.bytesToViewers(), relay.secondsWaitedForRecorders(), relay.segments());
        }
    }

    /** Sessions at a multiple of their speed, so that what is measured next is compiled. */
    void warmUp(int millis, double speed) throws IOException, InterruptedException {
        enter(4, true);
        peers.play(millis, speed);
        leave(4);
    }

    RelayRow active(int sessions, boolean recorded, int millis, double speed) throws IOException, InterruptedException {
        Memory idle = Memory.tidied();
        enter(sessions, recorded);
        Spent before = Spent.by(relay);
        peers.play(millis, speed);
        long played = Machine.cpuNanos();
        long resident = Machine.residentBytes();
        Memory busy = Memory.tidied();
        long tidied = Machine.cpuNanos();
        leave(sessions);
        Spent after = Spent.by(relay);
        return row(
                new Kind(sessions, recorded, millis / 1000.0 / speed, Updates.within(session, millis)),
                before,
                after,
                played - before.cpuNanos() + after.cpuNanos() - tidied,
                new RelayRow.Usage(resident, busy, idle));
    }

    /** Sessions whose desktop stands still, for as long as the others. */
    RelayRow idle(int sessions, boolean recorded, int millis) throws IOException, InterruptedException {
        Memory idle = Memory.tidied();
        enter(sessions, recorded);
        peers.play(FIRST_PICTURE_MILLIS, 1);
        Thread.sleep(SETTLING);
        Spent before = Spent.by(relay);
        Thread.sleep(millis);
        Spent after = Spent.by(relay);
        RelayRow row = row(
                new Kind(sessions, recorded, millis / 1000.0, 0),
                before,
                after,
                after.cpuNanos() - before.cpuNanos(),
                new RelayRow.Usage(Machine.residentBytes(), Memory.tidied(), idle));
        leave(sessions);
        return row;
    }

    /** @param updates of each session */
    private record Kind(int sessions, boolean recorded, double seconds, int updates) {}

    private static RelayRow row(Kind kind, Spent before, Spent after, long cpuNanos, RelayRow.Usage memory) {
        List<ClosedSegment> segments = after.segments()
                .subList(before.segments().size(), after.segments().size());
        return new RelayRow(
                kind.sessions(),
                kind.recorded(),
                kind.updates() == 0,
                kind.seconds(),
                cpuNanos / 1e9,
                after.bytes() - before.bytes(),
                (long) kind.sessions() * kind.updates(),
                segments.stream()
                        .mapToLong(segment -> segment.object().sizeBytes())
                        .sum(),
                segments.stream().mapToInt(ClosedSegment::frames).sum(),
                after.waitedSeconds() - before.waitedSeconds(),
                memory);
    }

    private void enter(int sessions, boolean recorded) throws IOException {
        for (int i = 0; i < sessions; i++) {
            peers.enter(relay.port(), relay.begin(peers.streamerPort(), recorded));
        }
    }

    private void leave(int sessions) throws IOException, InterruptedException {
        peers.leave();
        sessionsEnded += sessions;
        relay.awaitEnded(sessionsEnded);
    }

    @Override
    public void close() throws IOException {
        peers.close();
        relay.close();
        folder.close();
    }
}
