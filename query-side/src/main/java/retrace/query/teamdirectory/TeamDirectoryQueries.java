package retrace.query.teamdirectory;

import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.row;
import static retrace.query.teamdirectory.schema.Tables.ACCOUNT;
import static retrace.query.teamdirectory.schema.Tables.SETTING_CHANGE;
import static retrace.query.teamdirectory.schema.Tables.TEAM;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.TeamId;
import retrace.kernel.platform.Platform;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.AddOn;
import retrace.kernel.team.MissingForRecording;
import retrace.kernel.team.Plan;
import retrace.kernel.team.Role;
import retrace.kernel.team.Setting;
import retrace.query.readmodel.Cursor;
import retrace.query.readmodel.Progress;
import retrace.query.teamdirectory.schema.tables.records.AccountRecord;
import retrace.query.teamdirectory.schema.tables.records.SettingChangeRecord;
import retrace.query.teamdirectory.schema.tables.records.TeamRecord;

/** Asks {@code team-directory}. Every answer is about one team alone. */
public final class TeamDirectoryQueries {

    /** What one page of people can show. */
    static final int ACCOUNTS_MAX = 2000;

    private final DSLContext sql;
    private final Progress progress;

    public TeamDirectoryQueries(DSLContext sql, Progress progress) {
        this.sql = sql;
        this.progress = progress;
    }

    public Accounts accounts(TeamId team) {
        return new Accounts(
                progress.behind(TeamDirectoryProjection.READ_MODEL),
                sql.selectFrom(ACCOUNT)
                        .where(ACCOUNT.TEAM.eq(team.value()))
                        .orderBy(lower(ACCOUNT.NAME), ACCOUNT.ACCOUNT_)
                        .limit(ACCOUNTS_MAX)
                        .fetch(TeamDirectoryQueries::toAccount));
    }

    private static Accounts.Account toAccount(AccountRecord row) {
        return new Accounts.Account(
                row.getAccount(),
                row.getSignInName(),
                row.getName(),
                Role.valueOf(row.getRole()),
                row.getAddedAt(),
                By.of(row.getAddedBy(), row.getAddedByName()),
                row.getChangedAt(),
                By.of(row.getChangedBy(), row.getChangedByName()));
    }

    /** @return empty as long as the team's first event is not in */
    public Optional<Settings> settings(TeamId team) {
        return sql.selectFrom(TEAM)
                .where(TEAM.TEAM_.eq(team.value()))
                .fetchOptional()
                .map(row -> new Settings(
                        progress.behind(TeamDirectoryProjection.READ_MODEL),
                        toTeam(row),
                        mayRecord(row),
                        CurrentSettings.of(lastChanges(team))));
    }

    private static Settings.Team toTeam(TeamRecord row) {
        return new Settings.Team(
                row.getTeam(),
                row.getName(),
                Plan.valueOf(row.getPlan()),
                Arrays.stream(row.getAddOns()).map(AddOn::valueOf).toList(),
                row.getPlanChangedAt());
    }

    private static Settings.MayRecord mayRecord(TeamRecord row) {
        Settings.Team team = toTeam(row);
        return MissingForRecording.of(team.plan(), Set.copyOf(team.addOns()))
                .map(missing -> new Settings.MayRecord(false, missing.code(), missing.sentence()))
                .orElseGet(() -> new Settings.MayRecord(true, null, null));
    }

    private List<SettingChanges.Change> lastChanges(TeamId team) {
        return sql.select(SETTING_CHANGE.fields())
                .distinctOn(SETTING_CHANGE.SETTING, SETTING_CHANGE.ACCESS_KIND, SETTING_CHANGE.PLATFORM)
                .from(SETTING_CHANGE)
                .where(SETTING_CHANGE.TEAM.eq(team.value()))
                .orderBy(
                        SETTING_CHANGE.SETTING,
                        SETTING_CHANGE.ACCESS_KIND,
                        SETTING_CHANGE.PLATFORM,
                        SETTING_CHANGE.SEQUENCE.desc())
                .fetchInto(SETTING_CHANGE)
                .map(TeamDirectoryQueries::toChange);
    }

    /** @param after where the page before ended, null for the first */
    public SettingChanges changes(TeamId team, @Nullable Cursor after, int limit) {
        Condition wanted = SETTING_CHANGE.TEAM.eq(team.value());
        if (after != null) {
            wanted = wanted.and(row(SETTING_CHANGE.AT, SETTING_CHANGE.SEQUENCE).lt(after.at(), after.number()));
        }
        Result<SettingChangeRecord> rows = sql.selectFrom(SETTING_CHANGE)
                .where(wanted)
                .orderBy(SETTING_CHANGE.AT.desc(), SETTING_CHANGE.SEQUENCE.desc())
                .limit(limit + 1)
                .fetch();
        List<SettingChangeRecord> items = rows.subList(0, Math.min(limit, rows.size()));
        return new SettingChanges(
                progress.behind(TeamDirectoryProjection.READ_MODEL),
                items.stream().map(TeamDirectoryQueries::toChange).toList(),
                rows.size() > limit ? cursorAt(items.getLast()).encoded() : null);
    }

    private static Cursor cursorAt(SettingChangeRecord row) {
        return new Cursor(row.getAt(), Long.toString(row.getSequence()));
    }

    private static SettingChanges.Change toChange(SettingChangeRecord row) {
        return new SettingChanges.Change(
                Setting.valueOf(row.getSetting()),
                row.getAccessKind() == null ? null : AccessKind.valueOf(row.getAccessKind()),
                row.getPlatform() == null ? null : Platform.valueOf(row.getPlatform()),
                row.getBefore(),
                row.getAfter(),
                new By(row.getBy(), row.getByName()),
                row.getAt());
    }
}
