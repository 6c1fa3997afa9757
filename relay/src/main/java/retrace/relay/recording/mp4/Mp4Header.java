package retrace.relay.recording.mp4;

import java.time.Instant;
import retrace.relay.recording.encode.VideoFormat;

/**
 * All of a segment's file that stands before the media: {@code ftyp}, {@code moov} and the head of {@code mdat}. One
 * video track, no edit list, times in milliseconds since the first frame, all samples in one chunk (ISO/IEC 14496-12).
 */
public final class Mp4Header {

    /** Seconds between 1904-01-01, from which MP4 counts, and 1970-01-01. */
    private static final long EPOCH_SECONDS = 2_082_844_800L;

    private static final int TIMESCALE = 1000;
    private static final int MDAT_HEAD_BYTES = 16;
    private static final int TRACK = 1;
    private static final int FIXED_POINT_ONE = 0x10000;
    private static final int UNDETERMINED_LANGUAGE = 0x55c4;
    private static final int DOTS_PER_INCH_72 = 0x480000;
    private static final int BT709 = 1;

    private final VideoFormat format;
    private final Instant firstFrameAt;
    private final SampleIndex samples;
    private final int endMillis;

    private Mp4Header(VideoFormat format, Instant firstFrameAt, SampleIndex samples, int endMillis) {
        this.format = format;
        this.firstFrameAt = firstFrameAt;
        this.samples = samples;
        this.endMillis = endMillis;
    }

    /**
     * @param samples at least one
     * @param endMillis until when the last frame is shown, after its own time
     */
    public static byte[] of(VideoFormat format, Instant firstFrameAt, SampleIndex samples, int endMillis) {
        if (samples.count() == 0 || endMillis <= samples.lastTimeMillis()) {
            throw new IllegalStateException("a segment of " + samples.count() + " samples that ends at " + endMillis);
        }
        return new Mp4Header(format, firstFrameAt, samples, endMillis).write();
    }

    /** How large the whole file is at most once one more sample has been taken: never less than it will be. */
    public static long fileBytesMaxWith(VideoFormat format, SampleIndex samples, int nextSampleBytes) {
        long tables = 4L * (samples.count() + 1) + 8L * samples.durationRunsMax() + 4L * (samples.keyCount() + 1);
        return FIXED_BYTES + format.avcConfiguration().length + tables + samples.mediaBytes() + nextSampleBytes;
    }

    /** Every box but for the tables' rows and the avcC record; a test holds that it is not too small. */
    static final int FIXED_BYTES = 708;

    private byte[] write() {
        byte[] typeBox = typeBox();
        int movieBytes = movieBox(0).length;
        long mediaOffset = (long) typeBox.length + movieBytes + MDAT_HEAD_BYTES;
        BoxWriter out = new BoxWriter();
        out.bytes(typeBox);
        out.bytes(movieBox(mediaOffset));
        out.u32(1); // the size follows in 64 bits
        out.text("mdat");
        out.u64(MDAT_HEAD_BYTES + samples.mediaBytes());
        return out.toByteArray();
    }

    private static byte[] typeBox() {
        BoxWriter out = new BoxWriter();
        out.box("ftyp", () -> {
            out.text("isom");
            out.u32(0x200);
            out.text("isomiso2avc1mp41");
        });
        return out.toByteArray();
    }

    private byte[] movieBox(long mediaOffset) {
        BoxWriter out = new BoxWriter();
        out.box("moov", () -> {
            movieHeader(out);
            out.box("trak", () -> {
                trackHeader(out);
                out.box("mdia", () -> {
                    mediaHeader(out);
                    handler(out);
                    out.box("minf", () -> {
                        out.fullBox("vmhd", 0, 1, () -> out.zeros(8));
                        dataInformation(out);
                        out.box("stbl", () -> sampleTable(out, mediaOffset));
                    });
                });
            });
        });
        return out.toByteArray();
    }

    private void times(BoxWriter out) {
        long created = firstFrameAt.getEpochSecond() + EPOCH_SECONDS;
        out.u64(created);
        out.u64(created);
    }

    private void movieHeader(BoxWriter out) {
        out.fullBox("mvhd", 1, 0, () -> {
            times(out);
            out.u32(TIMESCALE);
            out.u64(endMillis);
            out.u32(FIXED_POINT_ONE); // rate
            out.u16(0x100); // volume
            out.zeros(10);
            matrix(out);
            out.zeros(24);
            out.u32(TRACK + 1);
        });
    }

    private static void matrix(BoxWriter out) {
        int[] identity = {FIXED_POINT_ONE, 0, 0, 0, FIXED_POINT_ONE, 0, 0, 0, 0x40000000};
        for (int value : identity) {
            out.u32(value);
        }
    }

    private void trackHeader(BoxWriter out) {
        out.fullBox(
                "tkhd",
                1,
                3,
                () -> { // enabled, in movie
                    times(out);
                    out.u32(TRACK);
                    out.u32(0);
                    out.u64(endMillis);
                    out.zeros(16);
                    matrix(out);
                    out.u32(format.width() << 16);
                    out.u32(format.height() << 16);
                });
    }

    private void mediaHeader(BoxWriter out) {
        out.fullBox("mdhd", 1, 0, () -> {
            times(out);
            out.u32(TIMESCALE);
            out.u64(endMillis);
            out.u16(UNDETERMINED_LANGUAGE);
            out.u16(0);
        });
    }

    private static void handler(BoxWriter out) {
        out.fullBox("hdlr", 0, 0, () -> {
            out.u32(0);
            out.text("vide");
            out.zeros(12);
            out.text("Remote desktop");
            out.u8(0);
        });
    }

    private static void dataInformation(BoxWriter out) {
        out.box(
                "dinf",
                () -> out.fullBox("dref", 0, 0, () -> {
                    out.u32(1);
                    out.fullBox("url ", 0, 1, () -> {}); // in this file
                }));
    }

    private void sampleTable(BoxWriter out, long mediaOffset) {
        out.fullBox("stsd", 0, 0, () -> {
            out.u32(1);
            sampleEntry(out);
        });
        durations(out);
        out.fullBox("stss", 0, 0, () -> {
            out.u32(samples.keyCount());
            for (int i = 0; i < samples.count(); i++) {
                if (samples.isKey(i)) {
                    out.u32(i + 1);
                }
            }
        });
        out.fullBox("stsc", 0, 0, () -> {
            out.u32(1);
            out.u32(1);
            out.u32(samples.count());
            out.u32(1);
        });
        out.fullBox("stsz", 0, 0, () -> {
            out.u32(0);
            out.u32(samples.count());
            for (int i = 0; i < samples.count(); i++) {
                out.u32(samples.sizeBytes(i));
            }
        });
        out.fullBox("co64", 0, 0, () -> {
            out.u32(1);
            out.u64(mediaOffset);
        });
    }

    private void sampleEntry(BoxWriter out) {
        out.box("avc1", () -> {
            out.zeros(6);
            out.u16(1);
            out.zeros(16);
            out.u16(format.width());
            out.u16(format.height());
            out.u32(DOTS_PER_INCH_72);
            out.u32(DOTS_PER_INCH_72);
            out.u32(0);
            out.u16(1);
            out.zeros(32);
            out.u16(24);
            out.u16(0xffff);
            out.box("avcC", () -> out.bytes(format.avcConfiguration()));
            out.box("colr", () -> {
                out.text("nclx");
                out.u16(BT709);
                out.u16(BT709);
                out.u16(BT709);
                out.u8(0); // limited range
            });
            out.box("pasp", () -> {
                out.u32(1);
                out.u32(1);
            });
        });
    }

    private void durations(BoxWriter out) {
        BoxWriter rows = new BoxWriter();
        int runs = 0;
        int start = 0;
        while (start < samples.count()) {
            int duration = duration(start);
            int end = start + 1;
            while (end < samples.count() && duration(end) == duration) {
                end++;
            }
            rows.u32(end - start);
            rows.u32(duration);
            runs++;
            start = end;
        }
        int count = runs;
        out.fullBox("stts", 0, 0, () -> {
            out.u32(count);
            out.bytes(rows.toByteArray());
        });
    }

    private int duration(int sample) {
        int next = sample + 1 < samples.count() ? samples.timeMillis(sample + 1) : endMillis;
        return next - samples.timeMillis(sample);
    }
}
