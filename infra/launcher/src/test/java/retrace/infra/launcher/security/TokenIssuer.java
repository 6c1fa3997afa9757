package retrace.infra.launcher.security;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/** An OpenID Connect provider on loopback: Spring's authorization server, with people whose claims a test decides. */
final class TokenIssuer implements AutoCloseable {

    static final String CLIENT = "retrace";
    static final String CLIENT_SECRET = "the client's secret";
    static final String PASSWORD = "a password at the provider";

    private final ConfigurableApplicationContext context;
    private final String address;

    private TokenIssuer(ConfigurableApplicationContext context, String address) {
        this.context = context;
        this.address = address;
    }

    /** @param claims of each person and of each program, by their names */
    static TokenIssuer start(int port, String redirect, Map<String, Map<String, Object>> claims) {
        String address = "http://127.0.0.1:" + port;
        String registration = "spring.security.oauth2.authorizationserver.client.retrace.registration.";
        SpringApplication application = new SpringApplication(Provider.class);
        application.addInitializers(started -> {
            started.getBeanFactory().registerSingleton("peoplesClaims", new Claims(claims));
        });
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(Map.ofEntries(
                Map.entry("server.address", "127.0.0.1"),
                Map.entry("server.port", port),
                Map.entry("spring.main.banner-mode", "off"),
                Map.entry("spring.config.location", "optional:classpath:/no-such-file.properties"),
                Map.entry("server.servlet.session.cookie.name", "ISSUER_SESSION"),
                Map.entry("spring.security.oauth2.authorizationserver.issuer", address),
                Map.entry(registration + "client-id", CLIENT),
                Map.entry(registration + "client-secret", "{noop}" + CLIENT_SECRET),
                Map.entry(registration + "client-authentication-methods", "client_secret_basic"),
                Map.entry(registration + "authorization-grant-types", "authorization_code,client_credentials"),
                Map.entry(registration + "redirect-uris", redirect),
                Map.entry(registration + "scopes", "openid,profile,email")));
        // Elsewhere its keys are left out by the pom.
        return new TokenIssuer(application.run("--spring.autoconfigure.exclude="), address);
    }

    String address() {
        return address;
    }

    @Override
    public void close() {
        context.close();
    }

    /** What is claimed of whom; changed by tests between two sign-ins. */
    record Claims(Map<String, Map<String, Object>> byName) {}

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            excludeName = {
                "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
                "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
            })
    static class Provider {

        @Bean
        UserDetailsService people(Claims claims) {
            return new InMemoryUserDetailsManager(claims.byName().keySet().stream()
                    .map(name -> User.withUsername(name)
                            .password("{noop}" + PASSWORD)
                            .authorities(List.of())
                            .build())
                    .toList());
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> claimer(Claims claims) {
            return token -> token.getClaims()
                    .claims(all -> all.putAll(claims.byName()
                            .getOrDefault(
                                    Objects.requireNonNull(token.<Authentication>getPrincipal())
                                            .getName(),
                                    Map.of())));
        }
    }
}
