package retrace.kernel.relay;

import java.util.regex.Pattern;

/**
 * What one relay among several is called.
 *
 * @param value 1 to 100 letters, digits, dots, dashes and underscores of ASCII
 */
public record RelayName(String value) {

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    public RelayName {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "A relay's name has 1 to 100 letters, digits, dots, dashes and underscores, unlike '" + value
                            + "'.");
        }
    }

    /** The name under which a command or query of this type reaches this relay alone, on any bus. */
    public String addressed(Class<?> message) {
        return message.getName() + "@" + value;
    }

    @Override
    public String toString() {
        return value;
    }
}
