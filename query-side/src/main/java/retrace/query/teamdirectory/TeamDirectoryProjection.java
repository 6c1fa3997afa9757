package retrace.query.teamdirectory;

import static retrace.query.teamdirectory.schema.Tables.ACCOUNT;
import static retrace.query.teamdirectory.schema.Tables.SETTING_CHANGE;
import static retrace.query.teamdirectory.schema.Tables.TEAM;

import java.util.Set;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.TeamId;
import retrace.kernel.team.Actor;
import retrace.kernel.team.AddOn;
import retrace.kernel.team.TeamEvent.AccountAdded;
import retrace.kernel.team.TeamEvent.AccountRemoved;
import retrace.kernel.team.TeamEvent.PlanChanged;
import retrace.kernel.team.TeamEvent.RoleChanged;
import retrace.kernel.team.TeamEvent.SettingChanged;
import retrace.kernel.team.TeamEvent.TeamCreated;
import retrace.query.readmodel.ReadModel;

/** Builds {@code team-directory}. A team's row remembers the last event that is in all of its rows. */
@ProcessingGroup(TeamDirectoryProjection.NAME)
public final class TeamDirectoryProjection {

    static final String NAME = "team-directory";

    public static final ReadModel READ_MODEL = new ReadModel(NAME, "team_directory");

    private final DSLContext sql;

    public TeamDirectoryProjection(DSLContext sql) {
        this.sql = sql;
    }

    @EventHandler
    void on(TeamCreated event, @SequenceNumber long sequence) {
        sql.insertInto(TEAM)
                .set(TEAM.TEAM_, event.team().value())
                .set(TEAM.SEQUENCE, sequence)
                .set(TEAM.NAME, event.name())
                .set(TEAM.PLAN, event.plan().name())
                .set(TEAM.ADD_ONS, names(event.addOns()))
                .onConflictDoNothing()
                .execute();
    }

    @EventHandler
    void on(PlanChanged event, @SequenceNumber long sequence) {
        if (isNews(event.team(), sequence)) {
            sql.update(TEAM)
                    .set(TEAM.PLAN, event.plan().name())
                    .set(TEAM.ADD_ONS, names(event.addOns()))
                    .set(TEAM.PLAN_CHANGED_AT, event.at())
                    .where(TEAM.TEAM_.eq(event.team().value()))
                    .execute();
        }
    }

    private static String[] names(Set<AddOn> addOns) {
        return addOns.stream().sorted().map(AddOn::name).toArray(String[]::new);
    }

    @EventHandler
    void on(AccountAdded event, @SequenceNumber long sequence) {
        if (isNews(event.team(), sequence)) {
            sql.insertInto(ACCOUNT)
                    .set(ACCOUNT.ACCOUNT_, event.account().value())
                    .set(ACCOUNT.TEAM, event.team().value())
                    .set(ACCOUNT.SIGN_IN_NAME, event.signInName())
                    .set(ACCOUNT.NAME, event.name())
                    .set(ACCOUNT.ROLE, event.role().name())
                    .set(ACCOUNT.ADDED_AT, event.at())
                    .set(ACCOUNT.ADDED_BY, accountOf(event.by()))
                    .set(ACCOUNT.ADDED_BY_NAME, nameOf(event.by()))
                    .execute();
        }
    }

    @EventHandler
    void on(RoleChanged event, @SequenceNumber long sequence) {
        if (isNews(event.team(), sequence)) {
            sql.update(ACCOUNT)
                    .set(ACCOUNT.ROLE, event.after().name())
                    .set(ACCOUNT.CHANGED_AT, event.at())
                    .set(ACCOUNT.CHANGED_BY, accountOf(event.by()))
                    .set(ACCOUNT.CHANGED_BY_NAME, nameOf(event.by()))
                    .where(ACCOUNT.ACCOUNT_.eq(event.account().value()))
                    .execute();
        }
    }

    @EventHandler
    void on(AccountRemoved event, @SequenceNumber long sequence) {
        if (isNews(event.team(), sequence)) {
            sql.deleteFrom(ACCOUNT)
                    .where(ACCOUNT.ACCOUNT_.eq(event.account().value()))
                    .execute();
        }
    }

    private static @Nullable String accountOf(@Nullable Actor by) {
        return by == null ? null : by.account().value();
    }

    private static @Nullable String nameOf(@Nullable Actor by) {
        return by == null ? null : by.name();
    }

    @EventHandler
    void on(SettingChanged event, @SequenceNumber long sequence) {
        if (isNews(event.team(), sequence)) {
            sql.insertInto(SETTING_CHANGE)
                    .set(SETTING_CHANGE.TEAM, event.team().value())
                    .set(SETTING_CHANGE.SEQUENCE, sequence)
                    .set(SETTING_CHANGE.SETTING, event.setting().name())
                    .set(
                            SETTING_CHANGE.ACCESS_KIND,
                            event.accessKind() == null
                                    ? null
                                    : event.accessKind().name())
                    .set(
                            SETTING_CHANGE.PLATFORM,
                            event.platform() == null ? null : event.platform().name())
                    .set(SETTING_CHANGE.BEFORE, event.before())
                    .set(SETTING_CHANGE.AFTER, event.after())
                    .set(SETTING_CHANGE.BY, event.by().account().value())
                    .set(SETTING_CHANGE.BY_NAME, event.by().name())
                    .set(SETTING_CHANGE.AT, event.at())
                    .execute();
        }
    }

    /** Whether the team's event is not in yet; from now on it is. */
    private boolean isNews(TeamId team, long sequence) {
        return sql.update(TEAM)
                        .set(TEAM.SEQUENCE, sequence)
                        .where(TEAM.TEAM_.eq(team.value()).and(TEAM.SEQUENCE.lt(sequence)))
                        .execute()
                > 0;
    }
}
