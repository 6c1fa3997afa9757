package retrace.infra.launcher.security;

import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/**
 * A relay by itself knows no accounts: viewers have tickets, who plays a recording has a signed address, and only an
 * operator, by the operator's key, sees its metrics, or a program by the metrics key.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@EnableConfigurationProperties(SecuritySettings.class)
public class RelaySecurityConfiguration {

    @Bean
    RoleCheck roleCheck() {
        return new RoleCheck();
    }

    @Bean
    SecurityFilterChain securityFilterChain(HttpSecurity http, SecuritySettings settings) {
        return http.authenticationManager(new ProviderManager(List.copyOf(KeyAuthentication.of(settings))))
                .authorizeHttpRequests(routes -> routes.requestMatchers("/actuator/health/**", "/media/**", "/relay/**")
                        .permitAll()
                        .requestMatchers("/actuator/prometheus")
                        .hasAnyRole(KeyAuthentication.OPERATOR, KeyAuthentication.METRICS)
                        .requestMatchers("/actuator/**")
                        .hasRole(KeyAuthentication.OPERATOR)
                        .anyRequest()
                        .denyAll())
                .httpBasic(Customizer.withDefaults())
                .csrf(AbstractHttpConfigurer::disable) // there is no session that a foreign page could use
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }
}
