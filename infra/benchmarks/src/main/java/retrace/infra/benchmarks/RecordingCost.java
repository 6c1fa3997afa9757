package retrace.infra.benchmarks;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.recording.View;
import retrace.relay.recording.MonitorOfView;
import retrace.relay.recording.RecordingMetrics;
import retrace.relay.recording.RecordingSettings;
import retrace.relay.recording.RecordingTap;
import retrace.relay.recording.RecordingUnavailable;
import retrace.relay.recording.SegmentJournal;
import retrace.relay.recording.SessionRecording;
import retrace.relay.recording.encode.OpenH264Encoder;
import retrace.relay.recording.spool.Spool;
import retrace.relay.recording.spool.SpoolSettings;
import retrace.relay.store.FolderStore;

/**
 * What the recorder alone costs: the captured session is recorded as fast as it goes, several times over. Prints
 * CPU-seconds and bytes a minute of session.
 */
@Command(
        name = "recording",
        description = "What the recorder alone costs, as fast as it goes.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class RecordingCost implements Callable<Integer> {

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--runs", defaultValue = "5", description = "The first warms up.")
    private int runs;

    @Override
    public Integer call() throws Exception {
        CapturedSession session = CapturedSession.load(CapturedSession.DESKTOP);
        PrintWriter out = spec.commandLine().getOut();
        out.println(Machine.description());
        out.printf(
                "captured session: %d s, %d pieces, %.2f MB from the streamer%n",
                session.millis() / 1000, session.pieces().size(), session.bytes() / 1e6);
        for (int run = 1; run <= runs; run++) {
            measure(session, run, out);
        }
        return CommandLine.ExitCode.OK;
    }

    private static void measure(CapturedSession session, int run, PrintWriter out) throws Exception {
        try (ScratchFolder folder = new ScratchFolder()) {
            long before = Machine.cpuNanos();
            List<ClosedSegment> segments = record(session, folder.path());
            double minutes = session.millis() / 60_000.0;
            double cpu = (Machine.cpuNanos() - before) / 1e9 / minutes;
            double megabytes = segments.stream()
                            .mapToLong(segment -> segment.object().sizeBytes())
                            .sum()
                    / 1e6
                    / minutes;
            int frames = segments.stream().mapToInt(ClosedSegment::frames).sum();
            out.printf(
                    "run %d%s: %.2f CPU-s a minute (%.2f x x264 ultrafast), %.2f MB a minute (%.2f x x264 superfast),"
                            + " %d frames in %d segments%n",
                    run,
                    run == 1 ? " (cold)" : "",
                    cpu,
                    cpu / Peer.X264_ULTRAFAST_CPU_SECONDS,
                    megabytes,
                    megabytes / Peer.X264_SUPERFAST_MEGABYTES,
                    frames,
                    segments.size());
            out.flush();
        }
    }

    private static List<ClosedSegment> record(CapturedSession captured, Path folder)
            throws IOException, RecordingUnavailable, InterruptedException {
        List<ClosedSegment> closed = Collections.synchronizedList(new ArrayList<>());
        Instant start = Instant.parse("2026-11-24T10:00:00Z");
        RecordingSettings settings = RecordingSettings.DEFAULT;
        FolderStore store = new FolderStore(folder.resolve("recordings"));
        SpoolSettings spooling = SpoolSettings.in(folder.resolve("spool"));
        InstantSource clock = InstantSource.fixed(start);
        try (Spool spool = new Spool(spooling, store, new SimpleMeterRegistry(), clock);
                SessionRecording recording = new SessionRecording(
                        TeamId.create(),
                        SessionId.create(),
                        store,
                        spool,
                        (width, height, rate) -> new OpenH264Encoder(width, height, rate, settings.quantiser()),
                        new Remembered(closed),
                        settings,
                        new RecordingMetrics(new SimpleMeterRegistry()),
                        clock)) {
            RecordingTap tap = recording.record(
                    new MonitorOfView(1, "Main"),
                    FrameRate.DEFAULT,
                    captured.format(),
                    captured.width(),
                    captured.height());
            for (CapturedSession.Piece piece : captured.pieces()) {
                tap.received(piece.bytes(), 0, piece.bytes().length, start.plusMillis(piece.millis()));
            }
            tap.close(CloseReason.SESSION_ENDED, start.plus(Duration.ofMillis(captured.millis())));
        }
        return closed;
    }

    private record Remembered(List<ClosedSegment> closed) implements SegmentJournal {
        @Override
        public void segmentOpened(SegmentId segment, View view, Instant firstFrameAt) {}

        @Override
        public void segmentClosed(ClosedSegment segment) {
            closed.add(segment);
        }

        @Override
        public void segmentFailed(SegmentId segment, String why) {
            throw new IllegalStateException(why);
        }

        @Override
        public void segmentQuarantined(SegmentId segment, String why, List<String> objects) {
            throw new IllegalStateException(why);
        }
    }
}
