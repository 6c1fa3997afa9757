package retrace.relay.recording.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import retrace.relay.recording.encode.VideoFormat;

/** The header of any segment: boxes that add up, tables that say what was put in, a size that was foretold. */
class Mp4HeaderProperties {

    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    private static final VideoFormat FORMAT = new VideoFormat(640, 480, new byte[40]);

    private record Box(String type, ByteBuffer content) {}

    private static List<Box> boxes(ByteBuffer from) {
        List<Box> found = new ArrayList<>();
        ByteBuffer left = from.duplicate();
        while (left.hasRemaining()) {
            int start = left.position();
            long size = left.getInt() & 0xffffffffL;
            byte[] type = new byte[4];
            left.get(type);
            String name = new String(type, StandardCharsets.US_ASCII);
            if (name.equals("mdat")) {
                found.add(new Box(name, left.slice()));
                return found;
            }
            int end = Math.toIntExact(start + size);
            found.add(new Box(name, left.slice(left.position(), end - left.position())));
            left.position(end);
        }
        return found;
    }

    private static Box find(ByteBuffer from, String... path) {
        Box box = boxes(from).stream()
                .filter(candidate -> candidate.type().equals(path[0]))
                .findFirst()
                .orElseThrow();
        return path.length == 1
                ? box
                : find(box.content(), List.of(path).subList(1, path.length).toArray(String[]::new));
    }

    private static ByteBuffer table(byte[] header, String name) {
        ByteBuffer content = find(ByteBuffer.wrap(header), "moov", "trak", "mdia", "minf", "stbl", name)
                .content();
        return content.position(4).slice(); // after version and flags
    }

    private static SampleIndex samples(List<Integer> steps) {
        SampleIndex samples = new SampleIndex();
        int time = 0;
        for (int i = 0; i < steps.size(); i++) {
            samples.add(1 + steps.get(i) * 7, time, i % 5 == 0);
            time += steps.get(i);
        }
        return samples;
    }

    @Property(tries = 200)
    void tablesSayWhatWasPutIn(
            @ForAll @Size(min = 1, max = 300) List<@IntRange(min = 1, max = 400) Integer> steps,
            @ForAll @IntRange(min = 1, max = 100_000) int shownAfterLast) {
        SampleIndex samples = samples(steps);
        int end = samples.lastTimeMillis() + shownAfterLast;
        byte[] header = Mp4Header.of(FORMAT, START, samples, end);

        ByteBuffer durations = table(header, "stts");
        int runs = durations.getInt();
        long counted = 0;
        long total = 0;
        for (int i = 0; i < runs; i++) {
            int count = durations.getInt();
            counted += count;
            total += (long) count * durations.getInt();
        }
        assertThat(counted).isEqualTo(samples.count());
        assertThat(total).isEqualTo(end);

        ByteBuffer sizes = table(header, "stsz");
        assertThat(sizes.getInt()).isZero();
        assertThat(sizes.getInt()).isEqualTo(samples.count());
        for (int i = 0; i < samples.count(); i++) {
            assertThat(sizes.getInt()).isEqualTo(samples.sizeBytes(i));
        }
        ByteBuffer keys = table(header, "stss");
        assertThat(keys.getInt()).isEqualTo(samples.keyCount());
        ByteBuffer offset = table(header, "co64");
        assertThat(offset.getInt()).isEqualTo(1);
        assertThat(offset.getLong()).as("media begins where the header ends").isEqualTo(header.length);
    }

    @Property(tries = 200)
    void theFileIsNeverLargerThanWasForetold(
            @ForAll @Size(min = 1, max = 300) List<@IntRange(min = 1, max = 400) Integer> steps) {
        SampleIndex samples = new SampleIndex();
        int time = 0;
        long foretold = 0;
        for (int i = 0; i < steps.size(); i++) {
            int size = 1 + steps.get(i) * 7;
            foretold = Mp4Header.fileBytesMaxWith(FORMAT, samples, size);
            samples.add(size, time, i % 5 == 0);
            time += steps.get(i);
        }
        byte[] header = Mp4Header.of(FORMAT, START, samples, time + 12345);
        assertThat(header.length + samples.mediaBytes()).isLessThanOrEqualTo(foretold);
        assertThat(foretold - header.length - samples.mediaBytes()).isLessThanOrEqualTo(20);
    }

    @Property(tries = 50)
    void theMovieLastsUntilItsEnd(@ForAll @IntRange(min = 1, max = 86_400_000) int end) {
        SampleIndex samples = new SampleIndex();
        samples.add(10, 0, true);
        ByteBuffer movie = find(ByteBuffer.wrap(Mp4Header.of(FORMAT, START, samples, end)), "moov", "mvhd")
                .content();
        assertThat(movie.getLong(4) - 2_082_844_800L).isEqualTo(START.getEpochSecond());
        assertThat(movie.getInt(20)).isEqualTo(1000);
        assertThat(movie.getLong(24)).isEqualTo(end);
    }
}
