package retrace.infra.launcher.dryrun;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.axonframework.serialization.SerializedObject;
import org.junit.jupiter.api.Test;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.TeamId;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Actor;
import retrace.kernel.team.AddOn;
import retrace.kernel.team.Plan;
import retrace.kernel.team.Setting;
import retrace.kernel.team.TeamEvent;
import retrace.kernel.team.TeamEvent.SettingChanged;
import retrace.kernel.team.TeamEvent.TeamCreated;
import retrace.kernel.team.TeamSetting;
import retrace.kernel.wire.EventSerializer;
import retrace.query.audit.StoredEvent;

/** What a team had set, and when. */
class TeamHistoryTest {

    private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant CHANGED = Instant.parse("2026-02-01T00:00:00Z");
    private static final TeamId TEAM = TeamId.create();

    private final EventSerializer serializer = EventSerializer.create();
    private final List<StoredEvent> events = new ArrayList<>();

    TeamHistoryTest() {
        happen(new TeamCreated(TEAM, "Northwind", Plan.ENTERPRISE, Set.of(AddOn.CLOUD_SESSION_RECORDING), CREATED));
    }

    private void happen(TeamEvent event) {
        SerializedObject<byte[]> stored = serializer.serialize(event, byte[].class);
        events.add(new StoredEvent(
                events.size() + 1,
                "event-" + events.size(),
                TEAM.value(),
                events.size(),
                stored.getType().getName(),
                stored.getType().getRevision(),
                stored.getData(),
                "{}".getBytes(UTF_8),
                event.at().toString()));
    }

    private void set(Setting setting, String after) {
        happen(new SettingChanged(
                TEAM,
                setting,
                setting == Setting.RECORDING_ON ? AccessKind.UNATTENDED : null,
                null,
                null,
                after,
                new Actor(AccountId.create(), "Ada"),
                CHANGED));
    }

    @Test
    void daysAreThoseThatWereSetWhenTheyWereSet() {
        set(Setting.RECORDING_ON, "true");
        set(Setting.DAYS_KEPT, "30");

        assertThat(new TeamHistory(events, List.of()).supposedDaysKept())
                .containsExactly(new TeamHistory.DaysKept(CREATED, 90), new TeamHistory.DaysKept(CHANGED, 30));
        assertThat(new TeamHistory(events, List.of(new TeamSetting.DaysKept(7))).supposedDaysKept())
                .containsExactly(new TeamHistory.DaysKept(CREATED, 7));
    }

    @Test
    void aSessionIsJudgedByWhatWasSetBeforeIt() {
        set(Setting.RECORDING_ON, "true");

        TeamHistory history = new TeamHistory(events, List.of());
        assertThat(history.supposedAt(2).records(AccessKind.UNATTENDED)).isFalse();
        assertThat(history.supposedAt(3).records(AccessKind.UNATTENDED)).isTrue();
        assertThat(new TeamHistory(events, List.of(new TeamSetting.RecordingOn(AccessKind.ATTENDED, true)))
                        .supposedAt(2)
                        .records(AccessKind.ATTENDED))
                .isTrue();
    }
}
