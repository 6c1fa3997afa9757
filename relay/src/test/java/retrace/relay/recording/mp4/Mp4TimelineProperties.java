package retrace.relay.recording.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import retrace.relay.recording.encode.VideoFormat;
import retrace.relay.recording.mp4.Mp4Timeline.Span;

/** Which part of the video some bytes are, by the header that any segment gets. */
class Mp4TimelineProperties {

    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    private static final VideoFormat FORMAT = new VideoFormat(640, 480, new byte[40]);
    private static final int SHOWN_AFTER_LAST = 777;

    /** Samples of the given sizes, empty ones among them, each shown as many milliseconds as it has bytes and one. */
    private static SampleIndex samples(List<Integer> sizes) {
        SampleIndex samples = new SampleIndex();
        int time = 0;
        for (int i = 0; i < sizes.size(); i++) {
            samples.add(sizes.get(i), time, i % 5 == 0);
            time += sizes.get(i) + 1;
        }
        return samples;
    }

    private static byte[] header(SampleIndex samples) {
        return Mp4Header.of(FORMAT, START, samples, samples.lastTimeMillis() + SHOWN_AFTER_LAST);
    }

    private static Mp4Timeline read(byte[] header) throws IOException {
        return Mp4Timeline.read(new ByteArrayInputStream(header));
    }

    @Property(tries = 300)
    void bytesAreThePicturesThatTheyAreSomeOf(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 40) Integer> sizes,
            @ForAll @IntRange(max = 4000) int from,
            @ForAll @IntRange(min = 1, max = 2000) int count)
            throws IOException {
        SampleIndex samples = samples(sizes);
        byte[] header = header(samples);

        assertThat(read(header).shown(from, from + count))
                .isEqualTo(expected(samples, header.length, from, from + count));
    }

    /** Looks at each sample; what lies behind the last is not in the file. */
    private static Span expected(SampleIndex samples, long mediaOffset, long from, long to) {
        int first = -1;
        int last = -1;
        long start = mediaOffset;
        for (int i = 0; i < samples.count(); i++) {
            long end = start + samples.sizeBytes(i);
            if (start < to && end > from && end > start) {
                first = first < 0 ? i : first;
                last = i;
            }
            start = end;
        }
        if (first < 0) {
            return Span.NOTHING;
        }
        int end =
                last + 1 < samples.count() ? samples.timeMillis(last + 1) : samples.lastTimeMillis() + SHOWN_AFTER_LAST;
        return new Span(samples.timeMillis(first), end);
    }

    @Property(tries = 50)
    void theWholeFileIsTheWholeVideo(@ForAll @Size(min = 1, max = 60) List<@IntRange(min = 1, max = 40) Integer> sizes)
            throws IOException {
        SampleIndex samples = samples(sizes);
        byte[] header = header(samples);

        assertThat(read(header).shown(0, header.length + samples.mediaBytes()))
                .isEqualTo(new Span(0, samples.lastTimeMillis() + SHOWN_AFTER_LAST));
        assertThat(read(header).shown(0, header.length)).isEqualTo(Span.NOTHING);
    }

    @Property(tries = 200)
    void aHeaderThatIsCutOffIsAnIOException(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 40) Integer> sizes,
            @ForAll @IntRange(max = 600) int length) {
        byte[] header = header(samples(sizes));

        assertThatThrownBy(() -> read(Arrays.copyOf(header, length))).isInstanceOf(IOException.class);
    }

    @Property(tries = 500)
    void anyOtherBytesAreReadOrAnIOException(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 40) Integer> sizes,
            @ForAll @IntRange(max = 650) int at,
            @ForAll byte changed) {
        byte[] header = header(samples(sizes));
        header[Math.min(at, header.length - 1)] = changed;

        try {
            read(header);
        } catch (IOException e) {
            assertThat(e).hasMessageMatching(".+");
        }
    }

    @Example
    void whatIsNoSegmentIsAnIOException() {
        assertThatThrownBy(() -> read("0123456789".repeat(10).getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ftyp");
    }
}
