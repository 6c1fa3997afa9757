package retrace.kernel.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.LinkId;
import retrace.kernel.id.TeamId;
import retrace.kernel.link.LinkCommand.ReportPlayed;
import retrace.kernel.team.Caller;
import retrace.kernel.team.Role;

class PlayedPartTest {

    @ParameterizedTest
    @CsvSource({"-1, 10", "10, 10", "10, 9", "0, 604800001"})
    void whatIsNoPartOfAVideoIsNone(long fromMillis, long toMillis) {
        assertThatThrownBy(() -> new PlayedPart(fromMillis, toMillis))
                .hasMessage("No part of a video: " + fromMillis + " to " + toMillis + " ms.");
    }

    @Test
    void partsOfAReportAreInOrderAndNoneTouchesAnother() {
        ReportPlayed report = report(List.of(
                new PlayedPart(500, 900), new PlayedPart(0, 100), new PlayedPart(100, 200), new PlayedPart(600, 700)));

        assertThat(report.parts()).containsExactly(new PlayedPart(0, 200), new PlayedPart(500, 900));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, PlayedPart.COUNT_MAX + 1})
    void aReportHasAFewPartsAndNotNone(int count) {
        assertThatThrownBy(() -> report(Collections.nCopies(count, new PlayedPart(0, 1))))
                .hasMessage("1 to 100 parts are reported at a time, not " + count + ".");
    }

    private static ReportPlayed report(List<PlayedPart> parts) {
        return new ReportPlayed(
                LinkId.create(), parts, new Caller(TeamId.create(), AccountId.create(), "Ada", Role.MEMBER));
    }
}
