package retrace.infra.launcher.security;

import java.util.List;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;
import retrace.command.team.Account;
import retrace.kernel.team.Caller;

/** An account as Spring Security carries it with a request or a session. */
public record SignedIn(Account account) implements UserDetails {

    private static final long serialVersionUID = 1;

    public Caller caller() {
        return account.caller();
    }

    @Override
    public List<GrantedAuthority> getAuthorities() {
        return List.of(new SimpleGrantedAuthority(RoleCheck.ROLE_PREFIX + account.role()));
    }

    @Override
    public String getPassword() {
        return account.passwordHash();
    }

    @Override
    public String getUsername() {
        return account.signInName();
    }
}
