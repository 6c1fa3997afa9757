package retrace.infra.benchmarks;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
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
import retrace.relay.rfb.PixelFormat;
import retrace.relay.store.FolderStore;

/**
 * What the recorder alone costs: the captured session is recorded as fast as it goes, several times over. Prints
 * CPU-seconds and bytes a minute of session.
 */
public final class RecordingCost {

    private static final int RUNS = 5;

    private RecordingCost() {}

    public static void main(String[] arguments) throws Exception {
        CapturedSession session = CapturedSession.load(CapturedSession.DESKTOP);
        System.out.println(Machine.description());
        System.out.printf(
                "captured session: %d s, %d pieces, %.2f MB from the streamer%n",
                session.millis() / 1000, session.pieces().size(), session.bytes() / 1e6);
        for (int run = 1; run <= RUNS; run++) {
            measure(session, run);
        }
    }

    private static void measure(CapturedSession session, int run) throws Exception {
        Path folder = Files.createTempDirectory("retrace-recording-cost");
        try {
            long before = Machine.cpuNanos();
            List<ClosedSegment> segments = record(session, new FolderStore(folder));
            double minutes = session.millis() / 60_000.0;
            double cpu = (Machine.cpuNanos() - before) / 1e9 / minutes;
            long bytes = segments.stream()
                    .mapToLong(segment -> segment.object().sizeBytes())
                    .sum();
            int frames = segments.stream().mapToInt(ClosedSegment::frames).sum();
            System.out.printf(
                    "run %d%s: %.2f CPU-s a minute, %.2f MB a minute, %d frames in %d segments%n",
                    run, run == 1 ? " (cold)" : "", cpu, bytes / 1e6 / minutes, frames, segments.size());
        } finally {
            delete(folder);
        }
    }

    private static List<ClosedSegment> record(CapturedSession captured, FolderStore store)
            throws RecordingUnavailable, InterruptedException {
        List<ClosedSegment> closed = Collections.synchronizedList(new ArrayList<>());
        Instant start = Instant.parse("2026-11-24T10:00:00Z");
        RecordingSettings settings = RecordingSettings.DEFAULT;
        try (SessionRecording recording = new SessionRecording(
                TeamId.create(),
                SessionId.create(),
                store,
                (width, height, rate) -> new OpenH264Encoder(width, height, rate, settings.quantiser()),
                new Remembered(closed),
                settings,
                new RecordingMetrics(new SimpleMeterRegistry()),
                InstantSource.fixed(start))) {
            ByteBuffer init = ByteBuffer.wrap(captured.serverInit());
            RecordingTap tap = recording.record(
                    new MonitorOfView(1, "Main"),
                    FrameRate.DEFAULT,
                    formatOf(init),
                    Short.toUnsignedInt(init.getShort(0)),
                    Short.toUnsignedInt(init.getShort(2)));
            for (CapturedSession.Piece piece : captured.pieces()) {
                tap.received(piece.bytes(), 0, piece.bytes().length, start.plusMillis(piece.millis()));
            }
            tap.close(CloseReason.SESSION_ENDED, start.plus(Duration.ofMillis(captured.millis())));
        }
        return closed;
    }

    private static PixelFormat formatOf(ByteBuffer init) {
        return new PixelFormat(
                init.get(4),
                init.get(5),
                init.get(6) != 0,
                init.get(7) != 0,
                Short.toUnsignedInt(init.getShort(8)),
                Short.toUnsignedInt(init.getShort(10)),
                Short.toUnsignedInt(init.getShort(12)),
                init.get(14),
                init.get(15),
                init.get(16));
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
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
