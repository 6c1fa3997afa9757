package retrace.query.readmodel;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a question. What is not given or empty does not narrow; what makes no sense is refused. */
public final class Parameters {

    public static final int LIMIT_DEFAULT = 50;
    public static final int LIMIT_MAX = 200;

    /** Beyond these the database knows no times. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private static final int TEXT_LENGTH_MAX = 200;

    private Parameters() {}

    /** How many rows a page has: {@value #LIMIT_DEFAULT} unless told, 1 to {@value #LIMIT_MAX}. */
    public static int limit(@Nullable String value) {
        if (value == null || value.isBlank()) {
            return LIMIT_DEFAULT;
        }
        try {
            int limit = Integer.parseInt(value);
            if (limit >= 1 && limit <= LIMIT_MAX) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number that is too small or too large.
        }
        throw QueryRefused.invalid("'limit' is a number from 1 to " + LIMIT_MAX + ".");
    }

    public static @Nullable Instant instant(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            Instant instant = Instant.parse(value);
            if (!instant.isBefore(EARLIEST) && !instant.isAfter(LATEST)) {
                return instant;
            }
        } catch (DateTimeException e) {
            // Refused below, like a time out of all reason.
        }
        throw QueryRefused.invalid("'" + name + "' is a time in UTC such as 2026-11-24T09:30:00Z.");
    }

    public static <E extends Enum<E>> @Nullable E word(String name, @Nullable String value, Class<E> words) {
        if (value == null || value.isBlank()) {
            return null;
        }
        return Arrays.stream(words.getEnumConstants())
                .filter(word -> word.name().equals(value))
                .findFirst()
                .orElseThrow(() -> QueryRefused.invalid("'" + name + "' is one of "
                        + Arrays.stream(words.getEnumConstants())
                                .map(Enum::name)
                                .collect(Collectors.joining(", "))
                        + "."));
    }

    public static @Nullable Boolean flag(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw QueryRefused.invalid("'" + name + "' is true or false.");
        };
    }

    public static @Nullable String text(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        if (value.length() > TEXT_LENGTH_MAX || value.indexOf('\0') >= 0) {
            throw QueryRefused.invalid("'" + name + "' has at most " + TEXT_LENGTH_MAX + " characters.");
        }
        return value.strip();
    }

    public static @Nullable Cursor after(@Nullable String value) {
        return value == null || value.isBlank() ? null : Cursor.decode(value);
    }
}
