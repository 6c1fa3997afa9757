package retrace.infra.launcher.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import retrace.command.team.Account;
import retrace.command.team.Accounts;

/**
 * Has each request meet the account as it is now: a session outlives a change of role, a removed account and a new
 * password, and must not go on with what was true when it began.
 */
final class CurrentAccounts extends OncePerRequestFilter {

    private final Accounts accounts;

    CurrentAccounts(Accounts accounts) {
        this.accounts = accounts;
    }

    /**
     * Whoever brings a password or a token was looked up for this request already. The console's files are for everybody,
     * and are asked for often.
     */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return request.getRequestedSessionId() == null || !path.startsWith("/api/") && !path.startsWith("/actuator/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        @Nullable
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof SignedIn signedIn) {
            meet(signedIn, request);
        }
        chain.doFilter(request, response);
    }

    private void meet(SignedIn signedIn, HttpServletRequest request) {
        Account known = signedIn.account();
        Optional<Account> current = accounts.find(known.account());
        if (current.isEmpty() || !current.get().passwordHash().equals(known.passwordHash())) {
            SecurityContextHolder.clearContext();
            @Nullable HttpSession session = request.getSession(false);
            if (session != null) {
                session.invalidate();
            }
        } else if (!current.get().equals(known)) {
            SignedIn met = signedIn.with(current.get());
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(met, null, met.authorities()));
            SecurityContextHolder.setContext(context);
        }
    }
}
