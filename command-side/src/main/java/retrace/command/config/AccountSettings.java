package retrace.command.config;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How accounts are kept.
 *
 * @param bcryptCost what the hash of a new password costs, and with it each guess and each sign-in: one more is twice as
 *     much, 10 are some 70 ms of a processor
 */
@ConfigurationProperties("retrace.accounts")
public record AccountSettings(@DefaultValue("10") int bcryptCost) {

    private static final int COST_MIN = 4;
    private static final int COST_MAX = 31;

    public AccountSettings {
        if (bcryptCost < COST_MIN || bcryptCost > COST_MAX) {
            throw new IllegalArgumentException("retrace.accounts.bcrypt-cost is " + COST_MIN + " to " + COST_MAX + ".");
        }
    }
}
