package retrace.query.sessionslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static retrace.query.testing.SessionStory.NOON;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrace.kernel.id.TeamId;
import retrace.query.readmodel.Cursor;
import retrace.query.readmodel.QueryRefused;
import retrace.query.testing.Projector;
import retrace.query.testing.SessionStory;
import retrace.query.testing.TestDatabase;

class SessionsLogPagingTest {

    private final DataSource database = TestDatabase.shared();
    private final Projector projector = new Projector(new SessionsLogProjection(Projector.rows(database)));
    private final SessionsLogQueries queries = new SessionsLogQueries(Projector.sql(database), Projector.UP_TO_DATE);
    private final TeamId team = TeamId.create();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void allPagesTogetherAreAllRowsOnceWhateverComesMeanwhile(int seed) {
        Random random = new Random(seed);
        Set<String> before = insertSome(random, 1 + random.nextInt(60));
        int limit = 1 + random.nextInt(9);

        List<SessionRow> read = new ArrayList<>();
        @Nullable String next = null;
        do {
            SessionsPage page = queries.page(team, SessionFilter.ALL, next == null ? null : Cursor.decode(next), limit);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            read.addAll(page.items());
            next = page.next();
            insertSome(random, random.nextInt(3));
        } while (next != null);

        List<String> sessions = read.stream().map(SessionRow::session).toList();
        assertThat(sessions).doesNotHaveDuplicates().containsAll(before);
        assertThat(read).isSortedAccordingTo((one, two) -> {
            int byTime = two.startedAt().compareTo(one.startedAt());
            return byTime != 0 ? byTime : two.session().compareTo(one.session());
        });
    }

    /** Many at the same moment, so that the identifier has to decide. */
    private Set<String> insertSome(Random random, int count) {
        Set<String> inserted = new HashSet<>();
        for (int i = 0; i < count; i++) {
            SessionStory story = new SessionStory(team)
                    .at(NOON.plusSeconds(random.nextInt(4)))
                    .started();
            projector.feed(story.told());
            inserted.add(story.session.value());
        }
        return inserted;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!!!", "MjAyNg", "bm8gdGltZSBoZXJl", "MjAyNi0xMS0yNFQxMjowMDowMFog"})
    void whatIsNoCursorIsRefused(String text) {
        assertThatThrownBy(() -> Cursor.decode(text))
                .isInstanceOf(QueryRefused.class)
                .hasMessageContaining("'after' is not a place in this list");
    }
}
