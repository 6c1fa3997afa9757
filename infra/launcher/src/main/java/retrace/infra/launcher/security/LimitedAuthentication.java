package retrace.infra.launcher.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Checks name and password, for form and HTTP Basic alike, but not for ever: see {@link SignInLimit}. */
final class LimitedAuthentication implements AuthenticationProvider {

    private final AuthenticationProvider passwords;
    private final SignInLimit limit;

    LimitedAuthentication(AuthenticationProvider passwords, SignInLimit limit) {
        this.passwords = passwords;
        this.limit = limit;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        String name = authentication.getName();
        String address = authentication.getDetails() instanceof WebAuthenticationDetails details
                ? String.valueOf(details.getRemoteAddress())
                : "";
        if (limit.isReached(name, address)) {
            throw new TooManyFailures();
        }
        try {
            @Nullable Authentication authenticated = passwords.authenticate(authentication);
            if (authenticated != null) { // otherwise it is for another provider to say
                limit.succeeded(name, address);
            }
            return authenticated;
        } catch (BadCredentialsException e) {
            limit.failed(name, address);
            throw e;
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return passwords.supports(authentication);
    }
}
