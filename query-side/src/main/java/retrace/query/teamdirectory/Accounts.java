package retrace.query.teamdirectory;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import retrace.kernel.team.Role;
import retrace.query.readmodel.Behind;

/** The people of a team, by name. */
public record Accounts(Behind behind, List<Account> items) {

    /**
     * @param addedBy null for an operator of the deployment
     * @param changedAt when the role was changed last, null where it never was
     * @param changedBy by whom; null where nobody has, and for an operator
     */
    public record Account(
            String account,
            String signInName,
            String name,
            Role role,
            Instant addedAt,
            @Nullable By addedBy,
            @Nullable Instant changedAt,
            @Nullable By changedBy) {}
}
