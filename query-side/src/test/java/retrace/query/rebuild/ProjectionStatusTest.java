package retrace.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.eventhandling.Segment;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import retrace.kernel.id.TeamId;
import retrace.query.readmodel.Behind;
import retrace.query.readmodel.Progress;
import retrace.query.readmodel.Projected;
import retrace.query.sessionslog.SessionsLogProjection;
import retrace.query.testing.EventTables;
import retrace.query.testing.SessionStory;

class ProjectionStatusTest {

    private static final Projected SESSIONS_LOG = SessionsLogProjection.PROJECTED;

    @AutoClose
    private final EventTables log = new EventTables();

    @Test
    void whatWasNeverBuiltMissesAllEvents() throws Exception {
        append(3);

        assertThat(status().position()).isNull();
        assertThat(status().behind().events()).isEqualTo(3);
        assertThat(status().behind().seconds()).isPositive();
    }

    @Test
    void whatIsInIsNotMissedButForTheGapsThatHaveEvents() throws Exception {
        append(5);
        log.sql().execute("delete from events.domain_event where global_index = 3");
        new LiveTokens(SESSIONS_LOG.name(), List.of(new LiveToken(0, 4, Set.of(2L, 3L), null)))
                .replaceAll(log.sql(), Clock.systemUTC());

        assertThat(status().position()).isEqualTo(4);
        assertThat(status().behind().events()).isEqualTo(2);
    }

    @Test
    void anEventIsMissedWhereItsOwnSegmentIsBehind() throws Exception {
        List<SessionStory> stories = Stream.generate(() -> new SessionStory(TeamId.create()).started())
                .limit(20)
                .toList();
        stories.forEach(story -> log.append(story.told()));
        new LiveTokens(SESSIONS_LOG.name(), List.of(LiveToken.at(0, 20), LiveToken.at(1, 0)))
                .replaceAll(log.sql(), Clock.systemUTC());
        Segment behind = Segment.computeSegments(0, 1)[1];

        assertThat(status().segments()).isEqualTo(2);
        assertThat(status().position()).isZero();
        assertThat(status().behind().events())
                .isEqualTo(stories.stream()
                        .filter(story -> behind.matches(story.session.value()))
                        .count());
    }

    @Test
    void nothingIsMissedWhereAllIsIn() throws Exception {
        append(5);
        LiveTokens.at(SESSIONS_LOG.name(), 1, 5).replaceAll(log.sql(), Clock.systemUTC());

        assertThat(status().behind()).isEqualTo(Behind.NOT);
    }

    @Test
    void fromSomeOnItIsToldByPositionAndTheRestOfTheLogIsNotRead() throws Exception {
        append(Progress.COUNTED_MAX);
        log.sql().execute("alter table events.domain_event alter column global_index restart with 5001");
        append(1);

        assertThat(status().behind().events()).isEqualTo(5001);
    }

    private void append(int events) {
        for (int i = 0; i < events; i++) {
            log.append(new SessionStory(TeamId.create()).started().told());
        }
    }

    private ProjectionStatus status() throws RebuildRefused {
        return ProjectionStatus.all(log.database(), List.of(SESSIONS_LOG), Clock.systemUTC())
                .getFirst();
    }
}
