package retrace.query.audit;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import retrace.kernel.recording.View;
import retrace.kernel.team.Actor;

/** Values as people read them, with times in one zone. */
final class Words {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final int MILLIS = 1000;
    private static final int SECONDS = 60;

    private final ZoneId zone;

    Words(ZoneId zone) {
        this.zone = zone;
    }

    String moment(Instant moment) {
        return MOMENT.format(moment.atZone(zone));
    }

    /** Without the day where both are on the same. */
    String span(Instant from, Instant to) {
        boolean oneDay = from.atZone(zone).toLocalDate().equals(to.atZone(zone).toLocalDate());
        return moment(from) + " to " + (oneDay ? TIME.format(to.atZone(zone)) : moment(to));
    }

    /** A place in a video: {@code 1:05}. */
    static String place(long millis) {
        long seconds = millis / MILLIS;
        return "%d:%02d".formatted(seconds / SECONDS, seconds % SECONDS);
    }

    static String days(int days) {
        return days == 1 ? "1 day" : days + " days";
    }

    static String view(View view) {
        return monitor(view) + ", " + view.width() + " × " + view.height() + ", at most "
                + view.frameRate().perSecond() + " frames a second";
    }

    static String monitor(View view) {
        String plain = "Monitor " + view.monitor();
        return view.monitorName().equals(plain) ? plain : plain + " (" + view.monitorName() + ")";
    }

    /** {@code MONITOR_SWITCHED} as {@code monitor switched}. */
    static String word(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String words(Collection<? extends Enum<?>> words) {
        return words.isEmpty()
                ? "none"
                : words.stream().sorted().map(Words::word).collect(Collectors.joining(", "));
    }

    /** Where nobody in the team did it, an operator of the deployment did. */
    static String by(@Nullable Actor actor) {
        return actor == null ? "an operator" : actor.name();
    }
}
