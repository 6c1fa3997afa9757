package retrace.infra.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What sessions cost the relay, with the recorder on and off: the captured session comes from streamers over TCP and
 * goes to viewers. Streamers and viewers run in a process of their own; CPU and memory are those of this one.
 */
@Command(
        name = "relay",
        description = "What sessions cost the relay, with the recorder on and off.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class RelayCost implements Callable<Integer> {

    private static final int WARM_UP_MILLIS_MAX = 60_000;
    private static final double WARM_UP_SPEED = 4;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli, as are the options
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--sessions", split = ",", defaultValue = "1,8,32", description = "How many at once.")
    @SuppressWarnings("NullAway.Init")
    private List<Integer> sessions;

    @Option(names = "--seconds", defaultValue = "59", description = "Of the captured session, at most 59.")
    private int seconds;

    @Option(
            names = "--speed",
            defaultValue = "1",
            description = "How many times faster than captured; frames are recorded at their rate all the same.")
    private double speed;

    @Option(names = "--runs", defaultValue = "1", description = "The one that took the least CPU is shown.")
    private int runs;

    @Option(names = "--no-idle", description = "Leaves out the sessions whose desktop stands still.")
    private boolean withoutIdle;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        CapturedSession session = CapturedSession.load(CapturedSession.DESKTOP);
        int millis = Math.min(seconds * 1000, session.millis());
        out.println(Machine.description());
        out.printf(
                Locale.ROOT,
                "captured session: %dx%d, %d s of it, at %.1f x its speed; best of %d%n%n",
                session.width(),
                session.height(),
                millis / 1000,
                speed,
                runs);
        out.println(RelayRow.HEADER);
        try (RelayRun run = new RelayRun(session)) {
            run.warmUp(Math.min(millis, WARM_UP_MILLIS_MAX), WARM_UP_SPEED);
            for (int count : sessions) {
                show(out, () -> run.active(count, false, millis, speed));
                RelayRow recorded = show(out, () -> run.active(count, true, millis, speed));
                compare(out, recorded);
                if (!withoutIdle) {
                    show(out, () -> run.idle(count, true, millis));
                }
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private interface Measurement {
        RelayRow run() throws IOException, InterruptedException;
    }

    private RelayRow show(PrintWriter out, Measurement measurement) throws IOException, InterruptedException {
        RelayRow best = measurement.run();
        for (int i = 1; i < runs; i++) {
            RelayRow row = measurement.run();
            best = row.cpuSeconds() < best.cpuSeconds() ? row : best;
        }
        out.println(best.line());
        out.flush();
        return best;
    }

    private static void compare(PrintWriter out, RelayRow row) {
        out.printf(
                Locale.ROOT,
                "%28s CPU: %.2f x x264 ultrafast, 1/%.0f of guacd and guacenc; file: %.2f x x264 superfast%n",
                "|",
                row.cpuSecondsAMinute() / Peer.X264_ULTRAFAST_CPU_SECONDS,
                (Peer.GUACD_CPU_SECONDS + Peer.GUACENC_CPU_SECONDS) / row.cpuSecondsAMinute(),
                row.recordedMegabytesAMinute() / Peer.X264_SUPERFAST_MEGABYTES);
        out.flush();
    }
}
