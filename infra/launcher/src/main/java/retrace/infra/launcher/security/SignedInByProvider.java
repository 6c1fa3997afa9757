package retrace.infra.launcher.security;

import java.util.List;
import java.util.Map;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import retrace.command.team.Account;

/** An account that an OpenID Connect provider vouched for in the browser. */
public record SignedInByProvider(Account account, OidcIdToken idToken) implements SignedIn, OidcUser {

    private static final long serialVersionUID = 1;

    @Override
    public SignedInByProvider with(Account current) {
        return new SignedInByProvider(current, idToken);
    }

    @Override
    public List<GrantedAuthority> getAuthorities() {
        return authorities();
    }

    @Override
    public Map<String, Object> getAttributes() {
        return idToken.getClaims();
    }

    @Override
    public Map<String, Object> getClaims() {
        return idToken.getClaims();
    }

    @Override
    public OidcUserInfo getUserInfo() {
        return new OidcUserInfo(idToken.getClaims());
    }

    @Override
    public OidcIdToken getIdToken() {
        return idToken;
    }

    @Override
    public String getName() {
        return account.signInName();
    }

    /** Says nothing of the token. */
    @Override
    public String toString() {
        return "SignedInByProvider[" + account + "]";
    }
}
