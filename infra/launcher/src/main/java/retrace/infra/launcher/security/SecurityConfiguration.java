package retrace.infra.launcher.security;

import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.authentication.builders.AuthenticationManagerBuilder;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.logout.HttpStatusReturningLogoutSuccessHandler;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import retrace.command.config.LinkSettings;
import retrace.command.team.Accounts;
import retrace.infra.launcher.security.SingleSignOnConfiguration.SignInAtProvider;
import tools.jackson.databind.json.JsonMapper;

/**
 * The console signs in by form and has a session cookie from then on, and with it must send the CSRF token; programs
 * send name and password by HTTP Basic with each request. What a role may do stands on each controller's method.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@EnableConfigurationProperties(SecuritySettings.class)
@Import(SingleSignOnConfiguration.class)
public class SecurityConfiguration {

    /**
     * Scripts and styles of our own alone; the relay's pictures as blobs, its WebSocket from the same host; recordings also
     * from the bucket, where links lead there.
     */
    private static String contentSecurityPolicy(LinkSettings links) {
        return String.join(
                "; ",
                "default-src 'self'",
                "img-src 'self' blob: data:",
                "media-src 'self' blob:"
                        + links.otherOrigin().map(origin -> " " + origin).orElse(""),
                "connect-src 'self' ws: wss:",
                "object-src 'none'",
                "base-uri 'self'",
                "form-action 'self'",
                "frame-ancestors 'none'");
    }

    private static final String SIGN_IN = "/api/sign-in";
    private static final String BASIC = "basic ";
    private static final String BEARER = "bearer ";

    /** Each of the many filters would be timed for every request, which takes more than most of them do. */
    @Bean
    SecurityObservationSettings securityObservationSettings() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    CallerArgument callerArgument() {
        return new CallerArgument();
    }

    @Bean
    RoleCheck roleCheck() {
        return new RoleCheck();
    }

    @Bean
    MeController meController(SecuritySettings settings) {
        return new MeController(settings.singleSignOn() != null);
    }

    @Bean
    UserDetailsService accountsBySignInName(Accounts accounts) {
        return name -> accounts.findBySignInName(name)
                .map(SignedInByPassword::new)
                .orElseThrow(() -> UsernameNotFoundException.fromUsername(name));
    }

    @Bean
    SecurityFilterChain securityFilterChain(
            HttpSecurity http,
            UserDetailsService people,
            PasswordEncoder passwords,
            SecuritySettings settings,
            LinkSettings links,
            Accounts accounts,
            ObjectProvider<SignInAtProvider> provider,
            JsonMapper json) {
        ProblemAnswers answers = new ProblemAnswers(json);
        provider.ifAvailable(signIn -> signIn.addTo(http, answers));
        signInByPassword(http, people, passwords, settings);
        return http.addFilterBefore(new CurrentAccounts(accounts), AuthorizationFilter.class)
                .authorizeHttpRequests(SecurityConfiguration::routes)
                .formLogin(form -> form.loginProcessingUrl(SIGN_IN)
                        .successHandler(
                                (request, response, signedIn) -> response.setStatus(HttpStatus.NO_CONTENT.value()))
                        .failureHandler(answers))
                .logout(signOut -> signOut.logoutUrl("/api/sign-out")
                        .logoutSuccessHandler(new HttpStatusReturningLogoutSuccessHandler(HttpStatus.NO_CONTENT)))
                .httpBasic(basic -> basic.authenticationEntryPoint(answers))
                .csrf(csrf -> csrf.spa().requireCsrfProtectionMatcher(forgeable()))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .exceptionHandling(
                        failures -> failures.authenticationEntryPoint(answers).accessDeniedHandler(answers))
                .headers(headers -> headers(headers, links))
                .build();
    }

    /** Without what Spring would put together by itself of the same parts, which knows no limit. */
    private static void signInByPassword(
            HttpSecurity http, UserDetailsService people, PasswordEncoder passwords, SecuritySettings settings) {
        DaoAuthenticationProvider provider = new DaoAuthenticationProvider(people);
        provider.setPasswordEncoder(passwords);
        SignInLimit limit = new SignInLimit(Ticker.systemTicker());
        AuthenticationManagerBuilder all =
                http.getSharedObject(AuthenticationManagerBuilder.class).parentAuthenticationManager(null);
        KeyAuthentication.of(settings)
                .forEach(key -> all.authenticationProvider(new LimitedAuthentication(key, limit)));
        all.authenticationProvider(new LimitedAuthentication(provider, limit));
    }

    private static void routes(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry routes) {
        routes.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                .permitAll() // decided when the request came
                .requestMatchers(
                        "/api/sign-in", "/api/sign-in/ways", "/api/sign-out", "/api/openapi/**", "/actuator/health/**")
                .permitAll()
                .requestMatchers("/api/**")
                .authenticated()
                // Figures of all teams together, so no team's.
                .requestMatchers("/actuator/prometheus")
                .hasAnyRole(KeyAuthentication.OPERATOR, KeyAuthentication.METRICS)
                .requestMatchers("/actuator/**")
                .hasRole(KeyAuthentication.OPERATOR)
                // The console's files; the relay's WebSocket and media, which a ticket or a signature opens.
                .anyRequest()
                .permitAll();
    }

    /** What a foreign page could make a browser send: anything that changes something by a session, and signing in. */
    private static RequestMatcher forgeable() {
        return new AndRequestMatcher(
                CsrfFilter.DEFAULT_CSRF_MATCHER,
                PathPatternRequestMatcher.withDefaults().matcher("/api/**"),
                request -> !bringsPassword(request)
                        && (request.getRequestedSessionId() != null
                                || request.getRequestURI().equals(SIGN_IN)));
    }

    private static boolean bringsPassword(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization == null) {
            return false;
        }
        String scheme = authorization.toLowerCase(Locale.ROOT);
        return scheme.startsWith(BASIC) || scheme.startsWith(BEARER);
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers, LinkSettings links) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(contentSecurityPolicy(links)))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(permissions -> permissions.policy("camera=(), microphone=(), geolocation=()"));
    }
}
