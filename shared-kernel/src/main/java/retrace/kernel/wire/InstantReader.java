package retrace.kernel.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Reads moments of the form in which they are written, {@code 2026-11-24T10:20:30.456Z}, without the general parser, which
 * takes longer than all else in an event. Any other form is left to that.
 */
final class InstantReader extends StdScalarDeserializer<Instant> {

    private static final long serialVersionUID = 1;

    private static final String FORM = "0000-00-00T00:00:00";
    private static final int FRACTION_DIGITS_MAX = 9;
    private static final int SECONDS_A_DAY = 86_400;

    InstantReader() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        String text = parser.hasToken(JsonToken.VALUE_STRING) ? parser.getText() : "";
        return isOfTheForm(text) ? read(text) : InstantDeserializer.INSTANT.deserialize(parser, context);
    }

    /** Seconds of a leap and the last moment of a day have forms of their own, and are left to the general parser too. */
    static boolean isOfTheForm(String text) {
        int last = text.length() - 1;
        boolean fits = last >= FORM.length()
                && text.charAt(last) == 'Z'
                && (last == FORM.length() || (text.charAt(FORM.length()) == '.' && last > FORM.length() + 1))
                && last - FORM.length() - 1 <= FRACTION_DIGITS_MAX;
        for (int i = 0; fits && i < last; i++) {
            char form = i < FORM.length() ? FORM.charAt(i) : '0';
            fits = i == FORM.length()
                    || (form == '0'
                            ? Character.digit(text.charAt(i), 10) >= 0 && text.charAt(i) < 'A'
                            : text.charAt(i) == form);
        }
        return fits
                && number(text, 11, 13) < 24
                && number(text, 14, 16) < 60
                && number(text, 17, 19) < 60
                && number(text, 5, 7) >= 1
                && number(text, 5, 7) <= 12
                && number(text, 8, 10) >= 1
                && number(text, 8, 10) <= 28 + (number(text, 5, 7) == 2 ? 0 : 2);
    }

    private static Instant read(String text) {
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        int second = (number(text, 11, 13) * 60 + number(text, 14, 16)) * 60 + number(text, 17, 19);
        int nanos = 0;
        int digits = text.length() - 1 == FORM.length() ? 0 : text.length() - FORM.length() - 2;
        for (int i = 0; i < FRACTION_DIGITS_MAX; i++) {
            nanos = nanos * 10 + (i < digits ? text.charAt(FORM.length() + 1 + i) - '0' : 0);
        }
        return Instant.ofEpochSecond(day * SECONDS_A_DAY + second, nanos);
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}
