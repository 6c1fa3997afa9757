package retrace.query.activesessions;

import static org.assertj.core.api.Assertions.assertThat;
import static retrace.query.testing.SessionStory.NOON;
import static retrace.query.testing.SessionStory.view;

import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import retrace.kernel.id.TeamId;
import retrace.query.testing.Projector;
import retrace.query.testing.SessionStory;
import retrace.query.testing.TestDatabase;

class ActiveSessionsTest {

    private final DataSource database = TestDatabase.shared();
    private final Projector projector = new Projector(new ActiveSessionsProjection(Projector.rows(database)));
    private final ActiveSessionsQueries queries =
            new ActiveSessionsQueries(Projector.sql(database), Projector.UP_TO_DATE);
    private final TeamId team = TeamId.create();

    @Test
    void aSessionIsThereFromItsStartWithoutAViewUntilTheViewerComes() {
        SessionStory story = new SessionStory(team).started();
        projector.feed(story.told());
        assertThat(rows().getFirst().monitor()).isNull();

        projector.feed(story.viewOpened(view(1)).last());
        projector.feed(story.viewOpened(view(2)).last());

        ActiveSession row = rows().getFirst();
        assertThat(row.session()).isEqualTo(story.session.value());
        assertThat(row.monitor()).isEqualTo(2);
        assertThat(row.monitorName()).isEqualTo("Monitor 2");
        assertThat(row.frameRate()).isEqualTo(10);
        assertThat(row.width()).isEqualTo(1920);
        assertThat(row.height()).isEqualTo(1080);
        assertThat(row.recorded()).isTrue();
    }

    @Test
    void anOlderViewThatComesAgainDoesNotReplaceTheNewer() {
        SessionStory story =
                new SessionStory(team).started().viewOpened(view(1)).viewOpened(view(2));
        projector.feed(story.told());

        projector.feed(story.told());

        assertThat(rows()).hasSize(1);
        assertThat(rows().getFirst().monitor()).isEqualTo(2);
    }

    @Test
    void itSaysWhenASessionEndsFromTheWarningOnWhateverViewComesAfter() {
        SessionStory story = new SessionStory(team).started().viewOpened(view(1));
        projector.feed(story.told());
        assertThat(rows().getFirst().expiresAt()).isNull();

        projector.feed(story.expiryWarned(NOON.plusSeconds(300)).last());
        projector.feed(story.viewOpened(view(2)).last());
        projector.feed(story.told());

        assertThat(rows().getFirst().expiresAt()).isEqualTo(NOON.plusSeconds(300));
        assertThat(rows().getFirst().monitor()).isEqualTo(2);
    }

    @Test
    void aSessionThatHasEndedIsGoneAlsoWhenAllOfItComesAgain() {
        SessionStory ended =
                new SessionStory(team).started().viewOpened(view(1)).ended();
        projector.feed(ended.told());
        projector.feed(ended.told());

        assertThat(rows()).isEmpty();
    }

    @Test
    void aRefusedSessionIsNeverActive() {
        projector.feed(
                new SessionStory(team).refused("ENDPOINT_BUSY", "No.", "Desk").told());

        assertThat(rows()).isEmpty();
    }

    @Test
    void theNewestIsFirstAndAnotherTeamsAreNotThere() {
        SessionStory older = new SessionStory(team).at(NOON).started();
        SessionStory newer = new SessionStory(team).at(NOON.plusSeconds(5)).started();
        projector.feed(newer.told());
        projector.feed(older.told());
        projector.feed(new SessionStory(TeamId.create()).started().told());

        assertThat(rows())
                .extracting(ActiveSession::session)
                .containsExactly(newer.session.value(), older.session.value());
    }

    private List<ActiveSession> rows() {
        return queries.all(team).items();
    }
}
