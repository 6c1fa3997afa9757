package retrace.query.rebuild;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How the values of our columns look in PostgreSQL's binary COPY: their length, and then what the type's receive function takes. */
final class CopyValue {

    private static final Instant POSTGRES_EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final long MICROS_A_SECOND = 1_000_000;
    private static final double NANOS_A_SECOND = 1e9;
    private static final int TYPE_OF_TEXT = 25;

    private CopyValue() {}

    /** @throws IllegalArgumentException with a sentence, where the value cannot be stored */
    static void write(@Nullable Object value, Bytes to) {
        switch (value) {
            case null -> to.writeInt(-1);
            case String text -> writeText(text, to);
            case Integer number -> {
                to.writeInt(Integer.BYTES);
                to.writeInt(number);
            }
            case Long number -> {
                to.writeInt(Long.BYTES);
                to.writeLong(number);
            }
            case Boolean truth -> {
                to.writeInt(1);
                to.write(truth ? 1 : 0);
            }
            case Instant moment -> {
                to.writeInt(Long.BYTES);
                to.writeLong(micros(moment));
            }
            case String[] texts -> writeTexts(texts, to);
            default -> throw new IllegalStateException(value.getClass() + " has no form for COPY yet");
        }
    }

    /** Rounded as PostgreSQL does when it reads a moment as text, so that both ways lead to the same row. */
    private static long micros(Instant moment) {
        long seconds = moment.getEpochSecond() - POSTGRES_EPOCH.getEpochSecond();
        return seconds * MICROS_A_SECOND + (long) Math.rint(moment.getNano() / NANOS_A_SECOND * MICROS_A_SECOND);
    }

    private static void writeText(String text, Bytes to) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("A text would have a character that cannot be stored.");
        }
        byte[] bytes = text.getBytes(UTF_8);
        to.writeInt(bytes.length);
        to.write(bytes, 0, bytes.length);
    }

    private static void writeTexts(String[] texts, Bytes to) {
        Bytes array = new Bytes(64);
        array.writeInt(texts.length == 0 ? 0 : 1); // dimensions
        array.writeInt(0); // no nulls
        array.writeInt(TYPE_OF_TEXT);
        if (texts.length > 0) {
            array.writeInt(texts.length);
            array.writeInt(1); // its lowest index
        }
        for (String text : texts) {
            writeText(text, array);
        }
        to.writeInt(array.size());
        to.write(array.array(), 0, array.size());
    }
}
