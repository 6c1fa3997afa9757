package retrace.query.teamdirectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static retrace.query.testing.SessionStory.ADA;
import static retrace.query.testing.SessionStory.NOON;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.TeamId;
import retrace.kernel.platform.Platform;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.AddOn;
import retrace.kernel.team.Plan;
import retrace.kernel.team.Role;
import retrace.kernel.team.Setting;
import retrace.query.readmodel.Cursor;
import retrace.query.readmodel.QueryRefused;
import retrace.query.testing.Projector;
import retrace.query.testing.TeamStory;
import retrace.query.testing.TestDatabase;

class TeamDirectoryTest {

    private static final By BY_ADA = new By(ADA.account().value(), ADA.name());

    private final DataSource database = TestDatabase.shared();
    private final Projector projector = new Projector(new TeamDirectoryProjection(Projector.rows(database)));
    private final TeamDirectoryQueries queries =
            new TeamDirectoryQueries(Projector.sql(database), Projector.UP_TO_DATE);
    private final TeamId team = TeamId.create();
    private final AccountId grace = AccountId.create();
    private final AccountId zoe = AccountId.create();

    @Test
    void peopleComeByNameWithWhoAddedThemAndChangedTheirRole() {
        feed(story().added(zoe, "zoe", Role.MEMBER, null)
                .added(grace, "Grace", Role.MEMBER, ADA)
                .roleChanged(grace, "Grace", Role.MEMBER, Role.ADMIN, ADA));

        assertThat(queries.accounts(team).items())
                .containsExactly(
                        new Accounts.Account(
                                grace.value(),
                                "in-Grace",
                                "Grace",
                                Role.ADMIN,
                                NOON.plusSeconds(2),
                                BY_ADA,
                                NOON.plusSeconds(3),
                                BY_ADA),
                        new Accounts.Account(
                                zoe.value(), "in-zoe", "zoe", Role.MEMBER, NOON.plusSeconds(1), null, null, null));
    }

    @Test
    void whoIsRemovedIsNotAmongThem() {
        feed(story().added(zoe, "zoe", Role.MEMBER, null).removed(zoe, "zoe"));

        assertThat(queries.accounts(team).items()).isEmpty();
    }

    @Test
    void aTeamThatHasSetNothingHasTheDefaults() {
        feed(story());

        assertThat(settings().items())
                .extracting(Settings.Value::setting, Settings.Value::accessKind, Settings.Value::value)
                .contains(
                        tuple(Setting.RECORDING_ON, AccessKind.ATTENDED, "false"),
                        tuple(Setting.PLAYBACK_PERMISSION, AccessKind.UNATTENDED, "OWNER"),
                        tuple(Setting.TECHNICIAN_PLATFORMS, null, "WINDOWS,MACOS"),
                        tuple(Setting.DAYS_KEPT, null, "90"),
                        tuple(Setting.TIME_ZONE, null, "UTC"));
        assertThat(settings().items())
                .hasSize(2 + 2 + Platform.values().length + 3)
                .allSatisfy(value -> assertThat(value.changedAt()).isNull());
    }

    @Test
    void aSettingTellsItsLastValueAndWhoSetItWhen() {
        feed(story().setFor(AccessKind.ATTENDED, Setting.RECORDING_ON, "false", "true")
                .set(Setting.DAYS_KEPT, "90", "30")
                .set(Setting.DAYS_KEPT, "30", "365")
                .setFor(Platform.WINDOWS, null, "3.6")
                .setFor(Platform.MACOS, null, "3.6")
                .setFor(Platform.MACOS, "3.6", null));

        assertThat(value(Setting.RECORDING_ON, AccessKind.ATTENDED, null).value())
                .isEqualTo("true");
        assertThat(value(Setting.RECORDING_ON, AccessKind.UNATTENDED, null).value())
                .isEqualTo("false");
        assertThat(value(Setting.DAYS_KEPT, null, null))
                .isEqualTo(new Settings.Value(Setting.DAYS_KEPT, null, null, "365", NOON.plusSeconds(3), BY_ADA));
        assertThat(value(Setting.MINIMUM_STREAMER_VERSION, null, Platform.WINDOWS)
                        .value())
                .isEqualTo("3.6");
        Settings.Value givenBack = value(Setting.MINIMUM_STREAMER_VERSION, null, Platform.MACOS);
        assertThat(givenBack.value()).isNull();
        assertThat(givenBack.changedAt()).isEqualTo(NOON.plusSeconds(6));
    }

    @Test
    void whatIsMissingForRecordingIsASentence() {
        feed(new TeamStory(team).created(Plan.BUSINESS));
        assertThat(settings().mayRecord().code()).isEqualTo("PLAN_MISSING");
        assertThat(settings().mayRecord().missing()).contains("Business plan").endsWith(".");
        assertThat(settings().team().planChangedAt()).isNull();

        feed(new TeamStory(team).created(Plan.BUSINESS).planChanged(Plan.ENTERPRISE));
        assertThat(settings().mayRecord().code()).isEqualTo("ADD_ON_MISSING");

        feed(new TeamStory(team)
                .created(Plan.BUSINESS)
                .planChanged(Plan.ENTERPRISE)
                .planChanged(Plan.ENTERPRISE, AddOn.CLOUD_SESSION_RECORDING));
        assertThat(settings().mayRecord()).isEqualTo(new Settings.MayRecord(true, null, null));
        assertThat(settings().team().addOns()).containsExactly(AddOn.CLOUD_SESSION_RECORDING);
        assertThat(settings().team().planChangedAt()).isEqualTo(NOON.plusSeconds(2));
    }

    @Test
    void theHistoryOfChangesComesNewestFirstPageByPage() {
        TeamStory story = story();
        for (int i = 0; i < 5; i++) {
            story.set(Setting.DAYS_KEPT, "" + (90 + i), "" + (91 + i));
        }
        feed(story);

        List<String> seen = new ArrayList<>();
        @Nullable Cursor after = null;
        do {
            SettingChanges page = queries.changes(team, after, 2);
            page.items().forEach(change -> seen.add(change.before() + "-" + change.after()));
            after = page.next() == null ? null : Cursor.decode(page.next());
        } while (after != null);

        assertThat(seen).containsExactly("94-95", "93-94", "92-93", "91-92", "90-91");
    }

    @Test
    void aPlaceThatIsNoneInTheHistoryIsRefused() {
        assertThatThrownBy(() -> queries.changes(team, new Cursor(NOON, "session-1"), 2))
                .isInstanceOf(QueryRefused.class);
    }

    @Test
    void eventsThatComeAgainChangeNothing() {
        TeamStory story = story().added(zoe, "zoe", Role.MEMBER, null)
                .added(grace, "Grace", Role.MEMBER, ADA)
                .removed(zoe, "zoe")
                .set(Setting.DAYS_KEPT, "90", "30");
        feed(story);
        Accounts people = queries.accounts(team);
        Settings settings = settings();

        feed(story);
        story.told().forEach(happening -> {
            projector.feed(happening);
            assertThat(queries.accounts(team)).isEqualTo(people);
            assertThat(settings()).isEqualTo(settings);
        });
        assertThat(queries.changes(team, null, 10).items()).hasSize(1);
    }

    @Test
    void aTeamSeesNothingOfAnother() {
        feed(story().added(zoe, "zoe", Role.MEMBER, null).set(Setting.DAYS_KEPT, "90", "30"));
        TeamId other = TeamId.create();

        assertThat(queries.accounts(other).items()).isEmpty();
        assertThat(queries.settings(other)).isEmpty();
        assertThat(queries.changes(other, null, 10).items()).isEmpty();
    }

    private TeamStory story() {
        return new TeamStory(team).created(Plan.ENTERPRISE, AddOn.CLOUD_SESSION_RECORDING);
    }

    private void feed(TeamStory story) {
        projector.feed(story.told());
    }

    private Settings settings() {
        return queries.settings(team).orElseThrow();
    }

    private Settings.Value value(Setting setting, @Nullable AccessKind kind, @Nullable Platform platform) {
        return settings().items().stream()
                .filter(value ->
                        value.setting() == setting && value.accessKind() == kind && value.platform() == platform)
                .findFirst()
                .orElseThrow();
    }
}
