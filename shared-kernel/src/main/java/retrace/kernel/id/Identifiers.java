package retrace.kernel.id;

import java.util.regex.Pattern;

/**
 * The form that every identifier has: a prefix that names its kind, then a UUID. The event store tells aggregates apart
 * by identifier alone, so the prefix keeps those of two kinds from ever being the same.
 */
public final class Identifiers {

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private Identifiers() {}

    /**
     * @throws IllegalArgumentException with a sentence for the caller if {@code value} is not {@code prefix} and a UUID
     */
    public static void require(String prefix, String value) {
        if (!value.startsWith(prefix)
                || !UUID_FORM.matcher(value.substring(prefix.length())).matches()) {
            throw new IllegalArgumentException("'" + shortened(value) + "' is not an identifier of the form " + prefix
                    + "00000000-0000-0000-0000-000000000000.");
        }
    }

    private static String shortened(String value) {
        return value.length() <= 60 ? value : value.substring(0, 60) + "…";
    }
}
