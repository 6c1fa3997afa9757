package retrace.kernel.id;

/**
 * The form that every identifier has: a prefix that names its kind, then a UUID. The event store tells aggregates apart
 * by identifier alone, so the prefix keeps those of two kinds from ever being the same.
 */
public final class Identifiers {

    private static final String UUID_FORM = "00000000-0000-0000-0000-000000000000";

    private Identifiers() {}

    /**
     * @throws IllegalArgumentException with a sentence for the caller if {@code value} is not {@code prefix} and a UUID
     */
    public static void require(String prefix, String value) {
        if (!value.startsWith(prefix) || !isUuid(value, prefix.length())) {
            throw new IllegalArgumentException(
                    "'" + shortened(value) + "' is not an identifier of the form " + prefix + UUID_FORM + ".");
        }
    }

    /** By hand, since millions of events are read with several identifiers each. */
    private static boolean isUuid(String value, int start) {
        if (value.length() != start + UUID_FORM.length()) {
            return false;
        }
        for (int i = 0; i < UUID_FORM.length(); i++) {
            char found = value.charAt(start + i);
            boolean fits = UUID_FORM.charAt(i) == '-'
                    ? found == '-'
                    : (found >= '0' && found <= '9') || (found >= 'a' && found <= 'f');
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static String shortened(String value) {
        return value.length() <= 60 ? value : value.substring(0, 60) + "…";
    }
}
