package retrace.infra.launcher.security;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;

/**
 * Keeps sign-ins to the console in the PostgreSQL that all processes of a fleet share: whichever answers a browser's next
 * request knows who it is from, and one that is restarted signs nobody out.
 */
@Configuration(proxyBeanMethods = false)
public class SharedSignInConfiguration {

    /** Two requests of one browser may write the same attribute at a time. */
    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> attributesOnce() {
        return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
    }
}
