package retrace.infra.launcher.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Knows whoever runs the deployment by its operator key, given by HTTP Basic under the name {@value #NAME}, which no
 * account can have. An operator is in no team.
 */
final class OperatorAuthentication implements AuthenticationProvider {

    static final String NAME = "*operator";
    static final String ROLE = "OPERATOR";

    private final byte[] key;

    /** @param key long enough not to be guessed; the same as the operator's command line has */
    OperatorAuthentication(String key) {
        this.key = key.getBytes(UTF_8);
    }

    /** @return null where it is not an operator who asks, so that others are tried */
    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        if (!NAME.equals(authentication.getName())) {
            return null;
        }
        Object given = authentication.getCredentials();
        if (given == null || !MessageDigest.isEqual(key, given.toString().getBytes(UTF_8))) {
            throw new BadCredentialsException("wrong operator key");
        }
        return UsernamePasswordAuthenticationToken.authenticated(
                NAME, null, List.of(new SimpleGrantedAuthority(RoleCheck.ROLE_PREFIX + ROLE)));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
