package retrace.infra.launcher.security;

import java.util.List;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;
import retrace.command.team.Account;

/** An account whose password was right, as Spring Security carries it with a request or a session. */
public record SignedInByPassword(Account account) implements SignedIn, UserDetails {

    private static final long serialVersionUID = 1;

    @Override
    public SignedInByPassword with(Account current) {
        return new SignedInByPassword(current);
    }

    @Override
    public List<GrantedAuthority> getAuthorities() {
        return authorities();
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
