package retrace.kernel.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.util.UUID;

/** Names an account of a team. */
public record AccountId(@JsonValue String value) implements Serializable {

    private static final String PREFIX = "account-";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AccountId {
        Identifiers.require(PREFIX, value);
    }

    public static AccountId create() {
        return new AccountId(PREFIX + UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value;
    }
}
