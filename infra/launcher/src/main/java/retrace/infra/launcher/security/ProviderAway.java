package retrace.infra.launcher.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/** Sends whoever wants to sign in at a provider that is away back to the console, which says so in a sentence. */
final class ProviderAway extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderAway.class);

    private final ClientRegistrationRepository registrations;

    ProviderAway(ClientRegistrationRepository registrations) {
        this.registrations = registrations;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().equals(SingleSignOnConfiguration.SIGN_IN_PATH);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isThere()) {
            chain.doFilter(request, response);
        } else {
            SingleSignOnConfiguration.tell("PROVIDER_AWAY", response);
        }
    }

    /** Asked the first time; known from then on. */
    private boolean isThere() {
        try {
            registrations.findByRegistrationId(SingleSignOnConfiguration.REGISTRATION);
            return true;
        } catch (RuntimeException e) { // whatever keeps it from saying how one signs in
            LOG.warn("the sign-in provider does not say how one signs in there", e);
            return false;
        }
    }
}
