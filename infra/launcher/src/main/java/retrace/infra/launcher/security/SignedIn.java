package retrace.infra.launcher.security;

import java.io.Serializable;
import java.util.List;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import retrace.command.team.Account;
import retrace.kernel.team.Caller;

/** Whoever is signed in, by password or by a provider. */
public interface SignedIn extends Serializable {

    Account account();

    /** The same person with the account as it is now. */
    SignedIn with(Account current);

    default Caller caller() {
        return account().caller();
    }

    default List<GrantedAuthority> authorities() {
        return List.of(
                new SimpleGrantedAuthority(RoleCheck.ROLE_PREFIX + account().role()));
    }
}
