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
 * Knows those who are in no team by their key, given by HTTP Basic under a name that no account can have: whoever runs
 * the deployment, and the program that reads its metrics.
 */
final class KeyAuthentication implements AuthenticationProvider {

    static final String OPERATOR = "OPERATOR";

    /** May read metrics and nothing else. */
    static final String METRICS = "METRICS";

    private final String name;
    private final String role;
    private final byte[] key;

    private KeyAuthentication(String name, String role, String key) {
        this.name = name;
        this.role = role;
        this.key = key.getBytes(UTF_8);
    }

    /** One for each key that there is. */
    static List<KeyAuthentication> of(SecuritySettings settings) {
        KeyAuthentication operator = new KeyAuthentication("*operator", OPERATOR, settings.operatorKey());
        String metricsKey = settings.metricsKey();
        return metricsKey == null
                ? List.of(operator)
                : List.of(operator, new KeyAuthentication("*metrics", METRICS, metricsKey));
    }

    /** @return null where somebody else asks, so that others are tried */
    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        if (!name.equals(authentication.getName())) {
            return null;
        }
        Object given = authentication.getCredentials();
        if (given == null || !MessageDigest.isEqual(key, given.toString().getBytes(UTF_8))) {
            throw new BadCredentialsException("wrong key");
        }
        return UsernamePasswordAuthenticationToken.authenticated(
                name, null, List.of(new SimpleGrantedAuthority(RoleCheck.ROLE_PREFIX + role)));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
