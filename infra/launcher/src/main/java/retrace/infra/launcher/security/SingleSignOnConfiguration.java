package retrace.infra.launcher.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.util.UriComponentsBuilder;
import retrace.command.team.Account;
import retrace.command.team.Accounts;
import retrace.infra.launcher.security.SecuritySettings.SingleSignOn;

/**
 * Signing in at an OpenID Connect provider: people in the browser by its login page, programs with its access tokens.
 * The provider is asked about itself when it is first needed, so that Retrace starts while it is away.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("retrace.security.single-sign-on.issuer")
@EnableConfigurationProperties(SecuritySettings.class)
public class SingleSignOnConfiguration {

    static final String REGISTRATION = "provider";
    static final String SIGN_IN_PATH = "/oauth2/authorization/" + REGISTRATION;
    private static final String CONSOLE_SIGN_IN = "/sign-in";

    @Bean
    ClientRegistrationRepository clientRegistrations(SecuritySettings settings) {
        SingleSignOn provider = provider(settings);
        SingletonSupplier<ClientRegistration> asked = SingletonSupplier.of(() -> registration(provider));
        // Not one that Spring can go through: it would do so at the start, while the provider may be away.
        return name -> REGISTRATION.equals(name) ? asked.obtain() : null;
    }

    private static ClientRegistration registration(SingleSignOn provider) {
        return ClientRegistrations.fromIssuerLocation(provider.issuer().toString())
                .registrationId(REGISTRATION)
                .clientId(provider.clientId())
                .clientSecret(provider.clientSecret())
                .scope(OidcScopes.OPENID, OidcScopes.PROFILE, OidcScopes.EMAIL)
                .build();
    }

    private static SingleSignOn provider(SecuritySettings settings) {
        SingleSignOn provider = settings.singleSignOn();
        if (provider == null) {
            throw new IllegalStateException("no provider is configured");
        }
        return provider;
    }

    @Bean
    JwtDecoder providerTokens(SecuritySettings settings) {
        SingleSignOn provider = provider(settings);
        return new SupplierJwtDecoder(() -> decoder(provider));
    }

    private static JwtDecoder decoder(SingleSignOn provider) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withIssuerLocation(
                        provider.issuer().toString())
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(provider.issuer().toString()),
                new JwtClaimValidator<Collection<String>>(
                        JwtClaimNames.AUD, audience -> audience != null && audience.contains(provider.audience()))));
        return decoder;
    }

    /** Adds both ways to what is there without a provider. */
    @Bean
    SignInAtProvider signInAtProvider(
            SecuritySettings settings, Accounts accounts, ClientRegistrationRepository registrations) {
        ProviderAccounts people = new ProviderAccounts(accounts, provider(settings));
        return (http, answers) -> http.addFilterBefore(
                        new ProviderAway(registrations), OAuth2AuthorizationRequestRedirectFilter.class)
                .oauth2Login(login -> login.userInfoEndpoint(user -> user.oidcUserService(people(people)))
                        .defaultSuccessUrl("/", true)
                        .failureHandler(SingleSignOnConfiguration::failed))
                .oauth2ResourceServer(programs -> programs.authenticationEntryPoint(answers)
                        .jwt(jwt -> jwt.jwtAuthenticationConverter(token -> {
                            SignedIn signedIn = new SignedInByPassword(people.accountOf(token));
                            return UsernamePasswordAuthenticationToken.authenticated(
                                    signedIn, null, signedIn.authorities());
                        })));
    }

    /** How a chain lets people in by a provider. */
    public interface SignInAtProvider {

        void addTo(HttpSecurity http, ProblemAnswers answers);
    }

    private static OAuth2UserService<OidcUserRequest, OidcUser> people(ProviderAccounts people) {
        return request -> {
            Account account = people.accountOf(request.getIdToken());
            return new SignedInByProvider(account, request.getIdToken());
        };
    }

    /** Back to the console's own page, which says it in a sentence. */
    private static void failed(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        String code = failure instanceof OAuth2AuthenticationException refused
                ? refused.getError().getErrorCode()
                : "SIGN_IN_FAILED";
        tell(code, response);
    }

    /** @param code a word that the console has a sentence for */
    static void tell(String code, HttpServletResponse response) throws IOException {
        response.sendRedirect(UriComponentsBuilder.fromPath(CONSOLE_SIGN_IN)
                .queryParam("problem", code)
                .build()
                .toUriString());
    }
}
