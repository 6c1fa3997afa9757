package retrace.command.team;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import retrace.command.CommandRefused;
import retrace.kernel.id.AccountId;
import retrace.kernel.team.Caller;
import retrace.kernel.team.Role;
import retrace.kernel.team.TeamEvent.AccountAdded;

/** Who is in a team, and the rules of who may change that. */
final class TeamAccounts {

    private static final String LAST_OWNER = "LAST_OWNER";

    private record Member(String name, Role role) {}

    private final Map<AccountId, Member> members = new HashMap<>();

    /** @param by null for an operator, who may */
    static void requireMayManage(@Nullable Caller by) {
        if (by != null && by.role() != Role.OWNER) {
            throw new CommandRefused(
                    "ROLE_NOT_ALLOWED", "Only the owners of your team manage its accounts. Ask one of them.");
        }
    }

    boolean contains(AccountId account) {
        return members.containsKey(account);
    }

    Role role(AccountId account) {
        return require(account).role();
    }

    String name(AccountId account) {
        return require(account).name();
    }

    private Member require(AccountId account) {
        return Optional.ofNullable(members.get(account)).orElseThrow(TeamAccounts::unknown);
    }

    static CommandRefused unknown() {
        return new CommandRefused(
                "UNKNOWN_ACCOUNT", "There is no such account in your team. Choose one from the list of accounts.");
    }

    /** Without an owner nobody could let anybody in again. */
    void requireAnotherOwnerThan(AccountId account) {
        boolean another = members.entrySet().stream()
                .anyMatch(member ->
                        !member.getKey().equals(account) && member.getValue().role() == Role.OWNER);
        if (!another) {
            throw new CommandRefused(
                    LAST_OWNER, name(account) + " is the only owner of your team. Make somebody else an owner first.");
        }
    }

    static boolean isLastOwner(CommandRefused.Reason reason) {
        return reason.code().equals(LAST_OWNER);
    }

    void add(AccountAdded event) {
        members.put(event.account(), new Member(event.name(), event.role()));
    }

    void changeRole(AccountId account, Role role) {
        members.computeIfPresent(account, (same, member) -> new Member(member.name(), role));
    }

    void remove(AccountId account) {
        members.remove(account);
    }
}
