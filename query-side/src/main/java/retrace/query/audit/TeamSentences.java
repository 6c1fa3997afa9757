package retrace.query.audit;

import static retrace.query.audit.Words.by;
import static retrace.query.audit.Words.word;
import static retrace.query.audit.Words.words;

import java.util.List;
import org.jspecify.annotations.Nullable;
import retrace.kernel.team.Setting;
import retrace.kernel.team.TeamEvent;
import retrace.kernel.team.TeamEvent.AccountAdded;
import retrace.kernel.team.TeamEvent.AccountRemoved;
import retrace.kernel.team.TeamEvent.PlanChanged;
import retrace.kernel.team.TeamEvent.RoleChanged;
import retrace.kernel.team.TeamEvent.SettingChanged;
import retrace.kernel.team.TeamEvent.TeamCreated;
import retrace.query.audit.Telling.Kind;

/** What happened to a team. */
final class TeamSentences {

    Telling tell(TeamEvent event) {
        return switch (event) {
            case TeamCreated it ->
                told(
                        "Team created",
                        by(null),
                        "%s, plan %s, add-ons: %s".formatted(it.name(), word(it.plan()), words(it.addOns())));
            case PlanChanged it ->
                told(
                        "Plan changed",
                        by(null),
                        "plan %s, add-ons: %s; before: plan %s, add-ons: %s"
                                .formatted(
                                        word(it.plan()),
                                        words(it.addOns()),
                                        word(it.planBefore()),
                                        words(it.addOnsBefore())));
            case AccountAdded it ->
                told(
                        "Account added",
                        by(it.by()),
                        "%s (signs in as %s), %s".formatted(it.name(), it.signInName(), word(it.role())),
                        it.account().value());
            case RoleChanged it ->
                told(
                        "Role changed",
                        by(it.by()),
                        "%s, from %s to %s".formatted(it.name(), word(it.before()), word(it.after())),
                        it.account().value());
            case AccountRemoved it ->
                told("Account removed", by(it.by()), it.name(), it.account().value());
            case SettingChanged it ->
                told(
                        "Setting changed",
                        by(it.by()),
                        setting(it) + ": " + value(it.before()) + " → " + value(it.after()));
        };
    }

    private static Telling told(String what, String who, String about, String... concerns) {
        return new Telling(Kind.TEAM, what, who, about, List.of(concerns));
    }

    private static String setting(SettingChanged event) {
        String of = event.accessKind() != null
                ? ", " + word(event.accessKind()) + " access"
                : event.platform() != null ? ", " + event.platform().title() : "";
        return name(event.setting()) + of;
    }

    private static String name(Setting setting) {
        return switch (setting) {
            case RECORDING_ON -> "sessions are recorded";
            case PLAYBACK_PERMISSION -> "who may play and download";
            case MINIMUM_STREAMER_VERSION -> "oldest streamer that can be recorded";
            case TECHNICIAN_PLATFORMS -> "platforms that may open recorded sessions";
            case DAYS_KEPT -> "days that recordings are kept";
            case TIME_ZONE -> "time zone of the session logs";
        };
    }

    private static String value(@Nullable String value) {
        return value == null ? "as configured" : value;
    }
}
