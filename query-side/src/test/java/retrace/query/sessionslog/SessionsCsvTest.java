package retrace.query.sessionslog;

import static org.assertj.core.api.Assertions.assertThat;
import static retrace.query.testing.SessionStory.NOON;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import javax.sql.DataSource;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.TeamId;
import retrace.kernel.recording.Coverage;
import retrace.kernel.recording.Gap;
import retrace.kernel.recording.GapReason;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Actor;
import retrace.query.testing.Projector;
import retrace.query.testing.SessionStory;
import retrace.query.testing.TestDatabase;

class SessionsCsvTest {

    private final DataSource database = TestDatabase.shared();
    private final Projector projector = new Projector(new SessionsLogProjection(Projector.rows(database)));
    private final SessionsCsv csv =
            new SessionsCsv(new SessionsLogQueries(Projector.sql(database), Projector.UP_TO_DATE));
    private final TeamId team = TeamId.create();

    @Test
    void aSessionIsALineUnderTheHeadings() throws IOException {
        projector.feed(story().on(EndpointId.create(), "Desk \"3\", left")
                .started()
                .ended()
                .told());

        CSVRecord line = lines(SessionFilter.ALL).getFirst();

        assertThat(line.get("Started")).isEqualTo("2026-11-24T12:00:00Z");
        assertThat(line.get("Computer")).isEqualTo("Desk \"3\", left");
        assertThat(line.get("Duration (s)")).isEqualTo("1");
        assertThat(line.get("Outcome")).isEqualTo("TECHNICIAN_LEFT");
        assertThat(line.get("Recording")).isEqualTo("NONE");
    }

    @Test
    void howMuchIsRecordedIsANumber() throws IOException {
        Gap gap = new Gap(NOON, NOON.plusMillis(3), GapReason.RELAY_LOST);
        projector.feed(story().started()
                .ended()
                .coverageAssessed(new Coverage(15_000, 14_997, List.of(gap)))
                .told());

        CSVRecord line = lines(SessionFilter.ALL).getFirst();

        assertThat(line.get("Recorded (%)")).isEqualTo("99.98");
        assertThat(line.get("Gaps")).isEqualTo("1");
    }

    @Test
    void aRefusalIsTheOutcome() throws IOException {
        projector.feed(story().refused("ENDPOINT_BUSY", "Front desk is in a session.", "Front desk")
                .told());

        CSVRecord line = lines(SessionFilter.ALL).getFirst();

        assertThat(line.get("Outcome")).isEqualTo("ENDPOINT_BUSY");
        assertThat(line.get("Detail")).isEqualTo("Front desk is in a session.");
        assertThat(line.get("Duration (s)")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"})
    void whatASpreadsheetWouldRunIsText(String name) throws IOException {
        projector.feed(story().by(new Actor(AccountId.create(), name)).started().told());

        assertThat(lines(SessionFilter.ALL).getFirst().get("Technician")).isEqualTo("'" + name);
    }

    @Test
    void everySessionIsThereOnceThoughTheyAreReadInPages() throws IOException {
        for (int i = 0; i < 401; i++) {
            projector.feed(story().at(NOON.plusSeconds(i / 3)).started().told());
        }

        assertThat(lines(SessionFilter.ALL).stream().map(line -> line.get("Session")))
                .hasSize(401)
                .doesNotHaveDuplicates();
    }

    @Test
    void theFilterAndTheTeamHold() throws IOException {
        SessionStory attended = story().attended().started();
        projector.feed(attended.told());
        projector.feed(story().started().told());
        projector.feed(new SessionStory(TeamId.create()).attended().started().told());

        assertThat(
                        lines(new SessionFilter(null, null, null, null, AccessKind.ATTENDED, null, null, null, null))
                                .stream()
                                .map(line -> line.get("Session")))
                .containsExactly(attended.session.value());
    }

    private List<CSVRecord> lines(SessionFilter filter) throws IOException {
        StringBuilder written = new StringBuilder();
        csv.write(team, filter, written);
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser parser = CSVParser.parse(new StringReader(written.toString()), format)) {
            return parser.getRecords();
        }
    }

    private SessionStory story() {
        return new SessionStory(team);
    }
}
