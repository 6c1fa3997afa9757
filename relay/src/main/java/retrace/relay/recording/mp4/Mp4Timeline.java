package retrace.relay.recording.mp4;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where in a segment's file which part of its video is, read from the header that {@link Mp4Header} has written: all
 * samples one after another in one chunk, times in milliseconds. Any other file is {@link MalformedHeader}.
 */
public final class Mp4Timeline {

    /** Of the boxes before the media; a day at sixty frames a second has some 62 MB. */
    private static final int HEADER_BYTES_MAX = 128 << 20;

    private static final int BOX_HEAD_BYTES = 8;
    private static final int VERSION_AND_FLAGS_BYTES = 4;

    private final long mediaOffset;
    private final long[] ends;
    private final int[] times;

    /**
     * @param ends the byte after each sample, from the start of the file
     * @param times when each sample is shown first; one more than there are samples: the last is the video's end
     */
    private Mp4Timeline(long mediaOffset, long[] ends, int[] times) {
        this.mediaOffset = mediaOffset;
        this.ends = ends;
        this.times = times;
    }

    /** A part of the video in milliseconds from its start. */
    public record Span(int fromMillis, int toMillis) {

        /** What the header alone shows. */
        public static final Span NOTHING = new Span(0, 0);
    }

    /** @param file from its first byte; read as far as the media begins */
    public static Mp4Timeline read(InputStream file) throws IOException {
        DataInputStream in = new DataInputStream(file);
        content(in, "ftyp");
        ByteBuffer movie = content(in, "moov");
        try {
            ByteBuffer table = movie;
            for (String name : new String[] {"trak", "mdia", "minf", "stbl"}) {
                table = find(table, name);
            }
            return of(rows(find(table, "co64")), rows(find(table, "stsz")), rows(find(table, "stts")));
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new MalformedHeader("the tables of the MP4 header are cut short");
        }
    }

    private static ByteBuffer content(DataInputStream in, String name) throws IOException {
        byte[] head = in.readNBytes(BOX_HEAD_BYTES);
        if (head.length < BOX_HEAD_BYTES) {
            throw new MalformedHeader("the file ends before its " + name);
        }
        long size = ByteBuffer.wrap(head).getInt() & 0xffffffffL;
        byte[] type = Arrays.copyOfRange(head, 4, BOX_HEAD_BYTES);
        if (!name.equals(new String(type, StandardCharsets.US_ASCII))
                || size < BOX_HEAD_BYTES
                || size > HEADER_BYTES_MAX) {
            throw new MalformedHeader("not a segment's file: no " + name + " where one should be");
        }
        byte[] content = in.readNBytes((int) size - BOX_HEAD_BYTES);
        if (content.length < size - BOX_HEAD_BYTES) {
            throw new MalformedHeader("the file ends in its " + name);
        }
        return ByteBuffer.wrap(content);
    }

    private static ByteBuffer find(ByteBuffer boxes, String name) throws IOException {
        int at = 0;
        while (at < boxes.limit()) {
            int size = boxes.getInt(at);
            byte[] type = new byte[4];
            boxes.get(at + 4, type);
            if (size < BOX_HEAD_BYTES || size > boxes.limit() - at) {
                throw new MalformedHeader("a box of " + size + " bytes where there are " + (boxes.limit() - at));
            }
            if (name.equals(new String(type, StandardCharsets.US_ASCII))) {
                return boxes.slice(at + BOX_HEAD_BYTES, size - BOX_HEAD_BYTES);
            }
            at += size;
        }
        throw new MalformedHeader("no " + name + " in the MP4 header");
    }

    private static ByteBuffer rows(ByteBuffer fullBox) {
        return fullBox.position(VERSION_AND_FLAGS_BYTES);
    }

    private static Mp4Timeline of(ByteBuffer chunks, ByteBuffer sizes, ByteBuffer durations) throws IOException {
        if (chunks.getInt() != 1) {
            throw new MalformedHeader("more than one chunk");
        }
        long mediaOffset = chunks.getLong();
        int sameSize = sizes.getInt();
        int count = sizes.getInt();
        if (sameSize != 0 || count < 1 || count > sizes.remaining() / 4) {
            throw new MalformedHeader("a table of " + count + " sizes in " + sizes.remaining() + " bytes");
        }
        long[] ends = new long[count];
        long end = mediaOffset;
        for (int i = 0; i < count; i++) {
            end += sizes.getInt() & 0xffffffffL;
            ends[i] = end;
        }
        return new Mp4Timeline(mediaOffset, ends, times(durations, count));
    }

    private static int[] times(ByteBuffer durations, int count) throws IOException {
        int[] times = new int[count + 1];
        int filled = 0;
        for (int runs = durations.getInt(); runs > 0; runs--) {
            int length = durations.getInt();
            int duration = durations.getInt();
            if (length < 1 || length > count - filled || duration < 0) {
                throw new MalformedHeader("a run of " + length + " samples after " + filled + " of " + count);
            }
            for (int i = 0; i < length; i++) {
                times[filled + 1] = Math.addExact(times[filled], duration);
                filled++;
            }
        }
        if (filled != count) {
            throw new MalformedHeader("durations of " + filled + " samples of " + count);
        }
        return times;
    }

    /** The part some of whose pictures lie between the two bytes, be it in part. */
    public Span shown(long fromByte, long toByte) {
        long first = Math.max(fromByte, mediaOffset);
        long end = Math.min(toByte, ends[ends.length - 1]);
        return first >= end ? Span.NOTHING : new Span(times[sampleAt(first)], times[sampleAt(end - 1) + 1]);
    }

    /** That which has the byte: the first that ends after it. An empty one ends where the one before does. */
    private int sampleAt(long position) {
        int sample = Arrays.binarySearch(ends, position + 1);
        if (sample < 0) {
            return -sample - 1;
        }
        while (sample > 0 && ends[sample - 1] == ends[sample]) {
            sample--;
        }
        return sample;
    }

    /** Where the first sample begins, from the start of the file. */
    public long mediaOffset() {
        return mediaOffset;
    }

    /** How long the video is. */
    public int endMillis() {
        return times[times.length - 1];
    }

    /** What it takes in memory. */
    public long weightBytes() {
        return 12L * ends.length;
    }
}
