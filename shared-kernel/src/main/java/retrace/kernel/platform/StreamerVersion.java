package retrace.kernel.platform;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A streamer's version: numbers with dots between, compared number by number, so that 3.10 comes after 3.9. Missing
 * numbers are 0: 3.5 and 3.5.0.0 are the same, though each is written as it was given.
 */
public record StreamerVersion(@JsonValue String text) implements Comparable<StreamerVersion> {

    public static final int NUMBERS_MAX = 6;

    /** Each number fits an {@code int}. */
    private static final Pattern FORM = Pattern.compile("\\d{1,9}(\\.\\d{1,9}){0," + (NUMBERS_MAX - 1) + "}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public StreamerVersion {
        if (!isVersion(text)) {
            throw new IllegalArgumentException(
                    "A streamer's version is 1 to " + NUMBERS_MAX + " numbers with dots between, such as 3.5.8.0.");
        }
    }

    public static boolean isVersion(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(StreamerVersion other) {
        return Arrays.compare(numbers(), other.numbers());
    }

    private int[] numbers() {
        int[] numbers =
                Arrays.stream(text.split("\\.")).mapToInt(Integer::parseInt).toArray();
        return Arrays.copyOf(numbers, NUMBERS_MAX);
    }

    /** As {@link #compareTo} has it: 3.5 equals 3.5.0.0. */
    @Override
    public boolean equals(Object other) {
        return other instanceof StreamerVersion version && compareTo(version) == 0;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(numbers());
    }

    @Override
    public String toString() {
        return text;
    }
}
