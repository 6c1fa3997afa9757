package retrace.relay.recovery;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import retrace.kernel.id.SegmentId;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.recording.View;
import retrace.kernel.session.SessionCommand;
import retrace.kernel.session.SessionCommand.CloseSegment;
import retrace.kernel.session.SessionCommand.FailSegment;
import retrace.kernel.session.SessionCommand.OpenSegment;
import retrace.kernel.session.SessionCommand.QuarantineSegment;
import retrace.relay.lease.CarriedSession;
import retrace.relay.recording.MonitorOfView;
import retrace.relay.recording.RecordingMetrics;
import retrace.relay.recording.RecordingSettings;
import retrace.relay.recording.RecordingTap;
import retrace.relay.recording.RecordingUnavailable;
import retrace.relay.recording.SegmentJournal;
import retrace.relay.recording.SessionRecording;
import retrace.relay.recording.encode.OpenH264Encoder;
import retrace.relay.rfb.PixelFormat;
import retrace.relay.session.CommandSide;
import retrace.relay.store.ObjectStore;
import retrace.relay.testing.TemporarySpool;

/** A relay that records a session of its own, as long as it lives: pictures of one colour each, a second apart. */
final class LivingRelay implements SegmentJournal, AutoCloseable {

    static final int SIDE = 64;
    private static final PixelFormat FORMAT = new PixelFormat(32, 24, true, true, 255, 255, 255, 16, 8, 0);
    private static final RecordingSettings TWO_FRAMES_A_PART = new RecordingSettings(
            512L << 20, 8 << 20, Duration.ofSeconds(2), 1 << 20, Duration.ZERO, Duration.ofSeconds(10), 24);

    private final CarriedSession carried;
    private final CommandSide commandSide;
    private final BooleanSupplier isDead;
    private final TemporarySpool spool;
    private final SessionRecording recording;
    private final RecordingTap tap;
    private final Instant start = Instant.parse("2026-11-24T12:00:00Z");
    private int pictures;

    LivingRelay(CarriedSession carried, ObjectStore store, CommandSide commandSide, BooleanSupplier isDead) {
        this.carried = carried;
        this.commandSide = commandSide;
        this.isDead = isDead;
        spool = new TemporarySpool(store);
        recording = new SessionRecording(
                carried.team(),
                carried.session(),
                store,
                spool.spool(),
                (width, height, rate) -> new OpenH264Encoder(width, height, rate, 24),
                this,
                TWO_FRAMES_A_PART,
                new RecordingMetrics(new SimpleMeterRegistry()),
                InstantSource.system());
        tap = recording.record(new MonitorOfView(1, "Main"), FrameRate.DEFAULT, FORMAT, SIDE, SIDE);
    }

    void show(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            byte[] update = picture(pictures * 40);
            tap.received(update, 0, update.length, start.plusSeconds(pictures));
            pictures++;
        }
    }

    /** Whether it is dead or not, as whoever draws does not know it. */
    void showToNobody(int count) throws Exception {
        try {
            show(count);
        } catch (RecordingUnavailable e) {
            // what a relay whose store is closed to it says
        }
    }

    private static byte[] picture(int grey) {
        ByteBuffer update = ByteBuffer.allocate(4 + 12 + SIDE * SIDE * 4);
        update.putShort((short) 0).putShort((short) 1);
        update.putShort((short) 0).putShort((short) 0).putShort((short) SIDE).putShort((short) SIDE);
        update.putInt(0);
        while (update.hasRemaining()) {
            update.putInt((grey & 255) * 0x010101);
        }
        return update.array();
    }

    /** As at the end of a session: its segment is closed, unless the relay is dead before that. */
    @Override
    public void close() {
        tap.close(CloseReason.SESSION_ENDED, start.plusSeconds(pictures));
        recording.close();
        spool.close();
    }

    private void report(SessionCommand report) {
        if (isDead.getAsBoolean()) {
            throw new IllegalStateException("the relay is dead");
        }
        commandSide.send(report).join();
    }

    @Override
    public void segmentOpened(SegmentId segment, View view, Instant firstFrameAt) {
        report(new OpenSegment(carried.session(), segment, view, firstFrameAt));
    }

    @Override
    public void segmentClosed(ClosedSegment segment) {
        report(new CloseSegment(carried.session(), segment));
    }

    @Override
    public void segmentFailed(SegmentId segment, String why) {
        report(new FailSegment(carried.session(), segment, why));
    }

    @Override
    public void segmentQuarantined(SegmentId segment, String why, List<String> objects) {
        report(new QuarantineSegment(carried.session(), segment, why, objects));
    }
}
