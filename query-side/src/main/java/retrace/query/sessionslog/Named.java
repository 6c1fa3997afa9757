package retrace.query.sessionslog;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.TeamId;

/**
 * Whom or what a filter names.
 *
 * @param keys identifiers; null where the filter does not narrow
 */
record Named(@Nullable List<String> keys) {

    static final Named ANY = new Named(null);

    /**
     * @param text an identifier, or a part of names
     * @param identifier refuses with {@link IllegalArgumentException} what is none
     */
    static Named by(@Nullable String text, UnaryOperator<String> identifier, NamesInLog names, TeamId team) {
        if (text == null) {
            return ANY;
        }
        try {
            return new Named(List.of(identifier.apply(text)));
        } catch (IllegalArgumentException e) {
            String part = text.toLowerCase(Locale.ROOT);
            return new Named(names.of(team).entrySet().stream()
                    .filter(entry -> entry.getValue().toLowerCase(Locale.ROOT).contains(part))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList());
        }
    }
}
