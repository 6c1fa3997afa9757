package retrace.infra.launcher.cli;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import retrace.command.session.Decision;
import retrace.infra.launcher.dryrun.JudgedSession;
import retrace.infra.launcher.dryrun.JudgedSession.Outcome;
import tools.jackson.databind.json.JsonMapper;

/** Writes what a dry run finds: the sessions that it changes, and how many of each sort there are. */
final class DryRunReport {

    private static final String ROW = "%-19s  %-44s  %-18s  %-18s  %-34s  %s";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Lines out;
    private final DateTimeFormatter time;
    private final boolean json;
    private final boolean all;
    /** From what to what, and how many. */
    private final Map<String, Long> counts = new TreeMap<>();

    private long sessions;
    private long changed;

    DryRunReport(Lines out, ZoneId zone, boolean json, boolean all) {
        this.out = out;
        this.time =
                DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
        this.json = json;
        this.all = all;
        if (!json) {
            out.write(ROW.formatted("STARTED", "SESSION", "TECHNICIAN", "COMPUTER", "WAS", "WOULD HAVE BEEN"));
        }
    }

    /** @return whether it takes more */
    boolean take(JudgedSession session) {
        sessions++;
        if (session.isChanged()) {
            changed++;
        }
        counts.merge(words(session.before()) + " → " + words(session.after()), 1L, Long::sum);
        return !(all || session.isChanged()) || out.write(json ? json(session) : row(session));
    }

    private String row(JudgedSession session) {
        return ROW.formatted(
                time.format(session.at()),
                session.session(),
                session.technician(),
                session.endpoint() == null ? "-" : session.endpoint(),
                words(session.before()),
                words(session.after()) + reason(session.after().decision()));
    }

    private static String reason(Decision decision) {
        return switch (decision) {
            case Decision.Refused refused -> ": " + refused.message();
            case Decision.Admitted admitted -> "";
        };
    }

    private static String words(Outcome outcome) {
        String decided = switch (outcome.word()) {
            case REFUSED -> "refused";
            case RECORDED -> "recorded";
            case NOT_RECORDED -> "not recorded";
        };
        return decided
                + switch (outcome.recordings()) {
                    case NONE -> "";
                    case KEPT -> ", kept";
                    case DELETED -> ", deleted";
                    case PARTLY -> ", partly deleted";
                };
    }

    void summarise() {
        if (json) {
            out.write(JSON.writeValueAsString(Map.of("sessions", sessions, "changed", changed, "counts", counts)));
            return;
        }
        out.write("");
        out.write("%d sessions, of which %d would have been decided or kept otherwise".formatted(sessions, changed));
        counts.forEach((fromTo, count) -> out.write("%8d  %s".formatted(count, fromTo)));
    }

    private static String json(JudgedSession session) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("session", session.session());
        members.put("team", session.team());
        members.put("at", session.at().toString());
        members.put("technician", session.technician());
        members.put("endpoint", session.endpoint());
        members.put("changed", session.isChanged());
        members.put("before", members(session.before()));
        members.put("after", members(session.after()));
        return JSON.writeValueAsString(members);
    }

    private static Map<String, Object> members(Outcome outcome) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("decision", outcome.word());
        if (outcome.decision() instanceof Decision.Refused refused) {
            members.put("code", refused.code());
            members.put("message", refused.message());
        }
        members.put("recordings", outcome.recordings());
        return members;
    }
}
