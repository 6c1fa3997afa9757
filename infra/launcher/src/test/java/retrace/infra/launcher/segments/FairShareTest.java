package retrace.infra.launcher.segments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FairShareTest {

    private static final String ME = "1@me";
    private static final String OTHER = "2@other";

    @Test
    void whoIsAloneKeepsAll() {
        assertThat(FairShare.surplus(all(ME, ME, ME, ME), ME, 1)).isEmpty();
    }

    @Test
    void whoHasTheLargerHalfOfAnOddNumberKeepsIt() {
        assertThat(FairShare.surplus(all(ME, ME, OTHER), ME, 2)).isEmpty();
    }

    @Test
    void halfGoesToASecondProcessOfTheProjectionsThatHaveMostOfThemHere() {
        List<ClaimedSegment> all = Stream.concat(segments("sessions-log", ME, 3), segments("active-sessions", ME, 1))
                .toList();

        assertThat(FairShare.surplus(all, ME, 2))
                .containsExactly(new ClaimedSegment("sessions-log", 2, ME), new ClaimedSegment("sessions-log", 1, ME));
    }

    @Test
    void halfOfEachProjectionGoesToASecondProcessThatHasAsManyInAll() {
        List<ClaimedSegment> all = Stream.concat(segments("sessions-log", ME, 4), segments("active-sessions", OTHER, 4))
                .toList();

        assertThat(FairShare.surplus(all, ME, 2))
                .containsExactly(new ClaimedSegment("sessions-log", 3, ME), new ClaimedSegment("sessions-log", 2, ME));
    }

    @Test
    void aThirdProcessGetsSomeThoughNobodyHasTooMuchOfAnyProjection() {
        List<ClaimedSegment> all = Stream.of("a", "b", "c")
                .flatMap(projection -> Stream.of(
                        new ClaimedSegment(projection, 0, ME),
                        new ClaimedSegment(projection, 1, ME),
                        new ClaimedSegment(projection, 2, OTHER),
                        new ClaimedSegment(projection, 3, OTHER)))
                .toList();

        assertThat(FairShare.surplus(all, ME, 3))
                .hasSize(2)
                .extracting(ClaimedSegment::processor)
                .doesNotHaveDuplicates();
    }

    @Test
    void whatAnotherOrNobodyHasIsNotLetGo() {
        List<ClaimedSegment> all = Stream.of(segments("a", OTHER, 4), segments("b", null, 2), segments("c", ME, 1))
                .flatMap(each -> each)
                .toList();

        assertThat(FairShare.surplus(all, ME, 3)).isEmpty();
    }

    private static List<ClaimedSegment> all(String... owners) {
        return IntStream.range(0, owners.length)
                .mapToObj(i -> new ClaimedSegment("sessions-log", i, owners[i]))
                .toList();
    }

    private static Stream<ClaimedSegment> segments(String processor, @Nullable String owner, int count) {
        return IntStream.range(0, count).mapToObj(i -> new ClaimedSegment(processor, i, owner));
    }
}
