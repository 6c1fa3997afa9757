package retrace.relay.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import retrace.relay.media.ByteRanges.Range;

class ByteRangesProperties {

    @Property(tries = 500)
    void holdExactlyWhatWasAddedInOrderNoneTouchingAnother(
            @ForAll @Size(max = 40) List<@IntRange(max = 200) Integer> starts,
            @ForAll @IntRange(min = 1, max = 30) int length) {
        ByteRanges ranges = new ByteRanges();
        BitSet expected = new BitSet();
        for (int i = 0; i < starts.size(); i++) {
            int from = starts.get(i);
            int to = from + 1 + (length + i) % 30;
            ranges.add(from, to);
            expected.set(from, to);
        }

        List<Range> taken = ranges.take();

        BitSet found = new BitSet();
        long lastEnd = -1;
        for (Range range : taken) {
            assertThat(range.from()).isGreaterThan(lastEnd);
            found.set((int) range.from(), (int) range.to());
            lastEnd = range.to();
        }
        assertThat(found).isEqualTo(expected);
        assertThat(ranges.isEmpty()).isTrue();
    }
}
