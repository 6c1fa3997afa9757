package retrace.query.teamdirectory;

import static retrace.query.teamdirectory.schema.Tables.ACCOUNT;
import static retrace.query.teamdirectory.schema.Tables.TEAM;

import java.util.Set;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
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
import retrace.query.readmodel.PartitionKey;
import retrace.query.readmodel.Projected;
import retrace.query.readmodel.ReadModel;
import retrace.query.readmodel.Rows;
import retrace.query.teamdirectory.schema.TeamDirectory;
import retrace.query.teamdirectory.schema.tables.records.AccountRecord;
import retrace.query.teamdirectory.schema.tables.records.SettingChangeRecord;
import retrace.query.teamdirectory.schema.tables.records.TeamRecord;

/** Builds {@code team-directory}. A team's row remembers the last event that is in all of its rows. */
@ProcessingGroup(TeamDirectoryProjection.NAME)
public final class TeamDirectoryProjection {

    static final String NAME = "team-directory";

    public static final ReadModel READ_MODEL = new ReadModel(NAME, "team_directory");

    public static final Projected PROJECTED = Projected.of(
            READ_MODEL,
            TeamDirectory.TEAM_DIRECTORY,
            TeamDirectoryProjection.class,
            TeamDirectoryProjection::new,
            PartitionKey.AGGREGATE);

    private final Rows rows;

    public TeamDirectoryProjection(Rows rows) {
        this.rows = rows;
    }

    @EventHandler
    void on(TeamCreated event, @SequenceNumber long sequence) {
        TeamRecord row = rows.begin(new TeamRecord());
        row.setTeam(event.team().value());
        row.setSequence(sequence);
        row.setName(event.name());
        row.setPlan(event.plan().name());
        row.setAddOns(names(event.addOns()));
        rows.add(row);
    }

    @EventHandler
    void on(PlanChanged event, @SequenceNumber long sequence) {
        TeamRecord row = findBefore(event.team(), sequence);
        if (row != null) {
            row.setSequence(sequence);
            row.setPlan(event.plan().name());
            row.setAddOns(names(event.addOns()));
            row.setPlanChangedAt(event.at());
            rows.change(row);
        }
    }

    private static String[] names(Set<AddOn> addOns) {
        return addOns.stream().sorted().map(AddOn::name).toArray(String[]::new);
    }

    @EventHandler
    void on(AccountAdded event, @SequenceNumber long sequence) {
        if (isNews(event.team(), sequence)) {
            AccountRecord row = rows.begin(new AccountRecord());
            row.setAccount(event.account().value());
            row.setTeam(event.team().value());
            row.setSignInName(event.signInName());
            row.setName(event.name());
            row.setRole(event.role().name());
            row.setAddedAt(event.at());
            row.setAddedBy(accountOf(event.by()));
            row.setAddedByName(nameOf(event.by()));
            rows.add(row);
        }
    }

    @EventHandler
    void on(RoleChanged event, @SequenceNumber long sequence) {
        AccountRecord row = rows.find(ACCOUNT, event.account().value());
        if (isNews(event.team(), sequence) && row != null) {
            row.setRole(event.after().name());
            row.setChangedAt(event.at());
            row.setChangedBy(accountOf(event.by()));
            row.setChangedByName(nameOf(event.by()));
            rows.change(row);
        }
    }

    @EventHandler
    void on(AccountRemoved event, @SequenceNumber long sequence) {
        AccountRecord row = rows.find(ACCOUNT, event.account().value());
        if (isNews(event.team(), sequence) && row != null) {
            rows.delete(row);
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
            SettingChangeRecord row = rows.begin(new SettingChangeRecord());
            row.setTeam(event.team().value());
            row.setSequence(sequence);
            row.setSetting(event.setting().name());
            row.setAccessKind(
                    event.accessKind() == null ? null : event.accessKind().name());
            row.setPlatform(event.platform() == null ? null : event.platform().name());
            row.setBefore(event.before());
            row.setAfter(event.after());
            row.setBy(event.by().account().value());
            row.setByName(event.by().name());
            row.setAt(event.at());
            rows.add(row);
        }
    }

    /** Whether the team's event is not in yet; from now on it is. */
    private boolean isNews(TeamId team, long sequence) {
        TeamRecord row = findBefore(team, sequence);
        if (row == null) {
            return false;
        }
        row.setSequence(sequence);
        rows.change(row);
        return true;
    }

    /** The team's row, unless the event is in already. */
    private @Nullable TeamRecord findBefore(TeamId team, long sequence) {
        TeamRecord row = rows.find(TEAM, team.value());
        return row == null || row.getSequence() >= sequence ? null : row;
    }
}
