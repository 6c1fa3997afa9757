package retrace.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.axonframework.eventhandling.Segment;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import retrace.kernel.id.TeamId;
import retrace.query.readmodel.Projected;
import retrace.query.sessionslog.SessionsLogProjection;
import retrace.query.testing.EventTables;
import retrace.query.testing.Happening;
import retrace.query.testing.SessionStory;

/** A rebuild beside a live projection that is divided into segments. */
class RebuildSegmentsTest {

    private static final Projected SESSIONS_LOG = SessionsLogProjection.PROJECTED;

    @AutoClose
    private final EventTables log = new EventTables();

    @Test
    void aSegmentThatIsAheadOfTheCopyIsFollowedAndOneThatIsBehindIsMoved() throws Exception {
        List<SessionStory> stories = Stream.generate(() -> new SessionStory(TeamId.create()).started())
                .limit(20)
                .toList();
        stories.forEach(story -> log.append(story.told()));
        Segment ahead = Segment.computeSegments(0, 1)[0];
        List<String> sessionsAhead = stories.stream()
                .map(story -> story.session.value())
                .filter(ahead::matches)
                .toList();

        rebuild(OptionalInt.empty(), what -> {
            if (what.contains("have come since")) {
                stories.forEach(story -> log.append(List.of(new Happening(
                        story.session.value(), 1, story.ended().last().event()))));
                new LiveTokens(SESSIONS_LOG.name(), List.of(LiveToken.at(0, 2L * stories.size()), LiveToken.at(1, 5)))
                        .replaceAll(log.sql(), Clock.systemUTC());
            }
        });

        assertThat(sessionsAhead).isNotEmpty().hasSizeLessThan(stories.size());
        assertThat(rowsOf("sessions_log.session where ended_at is not null"))
                .containsExactlyInAnyOrderElementsOf(sessionsAhead);
        assertThat(LiveTokens.read(log.sql(), SESSIONS_LOG.name()).tokens())
                .containsExactly(LiveToken.at(0, 2L * stories.size()), LiveToken.at(1, stories.size()));
    }

    @Test
    void theLiveProjectionGoesOnInAsManySegmentsAsAreWanted() throws Exception {
        log.append(new SessionStory(TeamId.create()).started().ended().told());
        LiveTokens.at(SESSIONS_LOG.name(), 1, 2).replaceAll(log.sql(), Clock.systemUTC());

        rebuild(OptionalInt.of(3), what -> {});

        assertThat(LiveTokens.read(log.sql(), SESSIONS_LOG.name())).isEqualTo(LiveTokens.at(SESSIONS_LOG.name(), 3, 2));
    }

    /** It would write its token over the new one, as if what it had ahead of the copy were in the new tables. */
    @Test
    void whoHasASegmentWhenTheirNumberChangesHasItNoMore() throws Exception {
        log.append(new SessionStory(TeamId.create()).started().ended().told());
        new LiveTokens(SESSIONS_LOG.name(), List.of(new LiveToken(0, 2, Set.of(), "a query side")))
                .replaceAll(log.sql(), Clock.systemUTC());

        rebuild(OptionalInt.of(2), what -> {});

        assertThat(LiveTokens.read(log.sql(), SESSIONS_LOG.name()).tokens())
                .extracting(LiveToken::owner)
                .containsExactly("rebuild", "rebuild");
    }

    private List<String> rowsOf(String from) {
        return log.sql().resultQuery("select session from " + from).fetchInto(String.class);
    }

    private void rebuild(OptionalInt segments, Consumer<String> said) throws Exception {
        RebuildListener listener = new RebuildListener() {
            @Override
            public void said(String sentence) {
                said.accept(sentence);
            }
        };
        Rebuild.Wishes wishes = new Rebuild.Wishes(false, false, false, segments, Rebuild.Effort.DEFAULT);
        new Rebuild(log.database(), wishes, listener, Clock.systemUTC()).run(List.of(SESSIONS_LOG));
    }
}
