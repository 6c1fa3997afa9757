package retrace.query.readmodel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/**
 * Where a page of a list ends that is ordered by time and then by identifier, newest first: the next page holds what
 * comes after. It names a row's place and not a row's number, so rows that come or go meanwhile neither repeat nor hide
 * others.
 */
public record Cursor(Instant at, String id) {

    private static final int LENGTH_MAX = 200;

    /**
     * The identifier where it is a number.
     *
     * @throws QueryRefused if it is none
     */
    public long number() {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw refused();
        }
    }

    /** For the caller, who hands it back as it is. */
    public String encoded() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((at + " " + id).getBytes(UTF_8));
    }

    /** @throws QueryRefused if it is none that {@link #encoded} has made */
    public static Cursor decode(String text) {
        if (text.length() <= LENGTH_MAX) {
            try {
                String plain = new String(Base64.getUrlDecoder().decode(text), UTF_8);
                int space = plain.indexOf(' ');
                if (space > 0 && space < plain.length() - 1) {
                    return new Cursor(Instant.parse(plain.substring(0, space)), plain.substring(space + 1));
                }
            } catch (IllegalArgumentException | DateTimeException e) {
                // Refused below, like every other text that is no cursor.
            }
        }
        throw refused();
    }

    private static QueryRefused refused() {
        return QueryRefused.invalid("'after' is not a place in this list. Use the 'next' of the page before.");
    }
}
