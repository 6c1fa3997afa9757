package retrace.infra.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What many recorded sessions take at once, of which one in ten is active, as in an office: every minute others. The
 * recorder may fall behind for a moment; none of them may ever be paused, and none may end without its recording.
 */
@Command(
        name = "load",
        description = "What many recorded sessions take at once, one in ten of them active.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class LoadCost implements Callable<Integer> {

    /** Sessions that begin have shown their first picture and have had it recorded by then. */
    private static final int FIRST_PICTURE_MILLIS = 1500;

    private static final int GROUPS = 10;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--sessions", defaultValue = "64", description = "How many at once.")
    private int sessions;

    @Option(
            names = "--minutes",
            defaultValue = "10",
            description = "For how long, at most 10; each session is active in one of them.")
    private int minutes;

    @Option(names = "--seconds", defaultValue = "59", description = "For how long a session is active, at most 59.")
    private int seconds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (minutes < 1 || minutes > GROUPS) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--minutes is 1 to " + GROUPS + ", not " + minutes + ".");
        }
        PrintWriter out = spec.commandLine().getOut();
        CapturedSession session = CapturedSession.load(CapturedSession.DESKTOP);
        out.println(Machine.description());
        out.printf(
                Locale.ROOT,
                "%d recorded sessions of %dx%d, one in ten active, for %d minutes%n%n",
                sessions,
                session.width(),
                session.height(),
                minutes);
        try (ScratchFolder folder = new ScratchFolder();
                MeasuredRelay relay = new MeasuredRelay(folder.path());
                PeerProcess peers = new PeerProcess()) {
            Memory empty = Memory.tidied();
            for (int i = 0; i < sessions; i++) {
                peers.enter(relay.port(), relay.begin(peers.streamerPort(), true));
            }
            peers.play(Stretch.first(FIRST_PICTURE_MILLIS), 1, 1, 0);
            long cpuBefore = Machine.cpuNanos();
            long start = System.nanoTime();
            for (int minute = 0; minute < minutes; minute++) {
                peers.play(new Stretch(FIRST_PICTURE_MILLIS, seconds * 1000), 1, GROUPS, minute);
                show(out, minute + 1, cpuBefore, start, relay, empty);
            }
            peers.leave();
            relay.awaitEnded(sessions);
            out.println();
            tellClosings(out, relay.closings());
        }
        return CommandLine.ExitCode.OK;
    }

    private static void tellClosings(PrintWriter out, List<Duration> shortestFirst) {
        int count = shortestFirst.size();
        out.printf(
                Locale.ROOT,
                "%d segments; from a segment's end to its closing: median %d ms, 99 of 100 within %d ms, longest %d ms%n",
                count,
                shortestFirst.get(count / 2).toMillis(),
                shortestFirst.get(count * 99 / 100).toMillis(),
                shortestFirst.getLast().toMillis());
    }

    private void show(PrintWriter out, int minute, long cpuBefore, long start, MeasuredRelay relay, Memory empty)
            throws IOException {
        double cpu = (Machine.cpuNanos() - cpuBefore) / 1e9;
        double time = (System.nanoTime() - start) / 1e9;
        double resident = (Machine.residentBytes() - empty.residentBytes()) / 1e6;
        out.printf(
                Locale.ROOT,
                "minute %2d: %.2f of %d cores, %.1f MB resident a session, spool %.1f MB,"
                        + " %d pauses, passing on waited %.1f s in all%n",
                minute,
                cpu / time,
                Runtime.getRuntime().availableProcessors(),
                resident / sessions,
                relay.spoolBytes() / 1e6,
                relay.pauses(),
                relay.secondsWaitedForRecorders());
        out.flush();
    }
}
