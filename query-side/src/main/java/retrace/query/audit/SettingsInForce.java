package retrace.query.audit;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import retrace.kernel.platform.Platform;
import retrace.kernel.session.SessionEvent;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.TeamEvent;
import retrace.kernel.team.TeamEvent.AccountAdded;
import retrace.kernel.team.TeamEvent.AccountRemoved;
import retrace.kernel.team.TeamEvent.PlanChanged;
import retrace.kernel.team.TeamEvent.RoleChanged;
import retrace.kernel.team.TeamEvent.SettingChanged;
import retrace.kernel.team.TeamEvent.TeamCreated;

/** The events by which a team's plan and settings were what they were when a session was decided about. */
final class SettingsInForce {

    /** What an event sets; the last that sets it holds. */
    private record Subject(
            String name,
            @Nullable AccessKind accessKind,
            @Nullable Platform platform) {}

    private final Map<Subject, StoredEvent> last = new LinkedHashMap<>();

    private SettingsInForce() {}

    /** @param history of a team, up to the session's first event */
    static List<StoredEvent> of(Iterable<StoredEvent> history) {
        SettingsInForce settings = new SettingsInForce();
        history.forEach(settings::take);
        return settings.last.values().stream()
                .sorted(Comparator.comparingLong(StoredEvent::position))
                .toList();
    }

    private void take(StoredEvent stored) {
        if (stored.event() instanceof TeamEvent event) {
            switch (event) {
                case TeamCreated it -> last.put(new Subject("plan", null, null), stored);
                case PlanChanged it -> last.put(new Subject("plan", null, null), stored);
                case SettingChanged it ->
                    last.put(new Subject(it.setting().name(), it.accessKind(), it.platform()), stored);
                case AccountAdded it -> {}
                case RoleChanged it -> {}
                case AccountRemoved it -> {}
            }
        }
    }

    /** Whose settings a session's first event was decided by; null where it is no such event. */
    static @Nullable String teamOf(StoredEvent first) {
        return first.event() instanceof SessionEvent event ? event.team().value() : null;
    }
}
