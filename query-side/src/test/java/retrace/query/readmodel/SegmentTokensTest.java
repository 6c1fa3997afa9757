package retrace.query.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.junit.jupiter.api.Test;

class SegmentTokensTest {

    private static final Segment SECOND = Segment.computeSegments(0, 1)[1];

    @Test
    void isAsFarAsTheSegmentThatIsMostBehind() {
        SegmentTokens tokens = new SegmentTokens(List.of(at(0, 7), at(1, 5)));

        assertThat(tokens.lowerBound()).isEqualTo(token(5));
        assertThat(new SegmentTokens(List.of(at(0, 7), SegmentToken.of(1, null))).lowerBound())
                .isNull();
    }

    @Test
    void anEventIsHandledWhereItsOwnSegmentHasIt() {
        SegmentTokens tokens = new SegmentTokens(List.of(at(0, 7), at(1, 5)));

        assertThat(tokens.cover(token(6), partOf(false))).isTrue();
        assertThat(tokens.cover(token(6), partOf(true))).isFalse();
        assertThat(tokens.cover(token(5), partOf(true))).isTrue();
    }

    @Test
    void whatThisProcessKnowsOfItsOwnSegmentIsNewerThanWhatIsStored() {
        SegmentTokens stored = new SegmentTokens(List.of(at(0, 3), at(1, 5)));

        assertThat(stored.updatedBy(new SegmentTokens(List.of(at(0, 7)))))
                .isEqualTo(new SegmentTokens(List.of(at(0, 7), at(1, 5))));
    }

    /** One that falls to the second segment, or one that does not. */
    private static String partOf(boolean second) {
        for (int i = 0; ; i++) {
            if (SECOND.matches("session-" + i) == second) {
                return "session-" + i;
            }
        }
    }

    private static SegmentToken at(int segment, long index) {
        return SegmentToken.of(segment, token(index));
    }

    private static TrackingToken token(long index) {
        return GapAwareTrackingToken.newInstance(index, Set.of());
    }
}
