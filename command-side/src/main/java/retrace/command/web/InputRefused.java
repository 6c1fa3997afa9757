package retrace.command.web;

import org.jspecify.annotations.Nullable;

/** A request says something that cannot be; the message is a sentence for who sent it. */
final class InputRefused extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    InputRefused(String message) {
        super(message);
    }

    /** What JSON leaves out arrives as null, whatever the type says. */
    static void require(String member, @Nullable Object value) {
        if (value == null) {
            throw new InputRefused("'" + member + "' is missing.");
        }
    }

    static void requireText(String member, @Nullable String value, int lengthMax) {
        if (value == null || value.isBlank()) {
            throw new InputRefused("'" + member + "' is missing.");
        }
        if (value.length() > lengthMax) {
            throw new InputRefused("'" + member + "' has at most " + lengthMax + " characters.");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new InputRefused("'" + member + "' has a control character in it.");
        }
    }
}
