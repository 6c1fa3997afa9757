package retrace.query.teamdirectory;

import org.jspecify.annotations.Nullable;

/** Who did something, with the name as it was then. */
public record By(String account, String name) {

    static @Nullable By of(@Nullable String account, @Nullable String name) {
        return account == null || name == null ? null : new By(account, name);
    }
}
