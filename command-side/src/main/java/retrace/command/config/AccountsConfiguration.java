package retrace.command.config;

import java.util.Map;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import retrace.command.team.Accounts;

/** Who there is, for every part that people sign in to. Needs what {@link CommandSideConfiguration} needs. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccountSettings.class)
public class AccountsConfiguration {

    @Bean
    CommandSideSchema commandSideSchema(DataSource dataSource) {
        return new CommandSideSchema(dataSource);
    }

    /** The scheme is written beside each hash, so that a better one can follow. */
    @Bean
    PasswordEncoder passwordEncoder(AccountSettings settings) {
        return new DelegatingPasswordEncoder(
                "bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(settings.bcryptCost())));
    }

    /** @param migrated so that the tables are there first */
    @Bean
    Accounts accounts(
            CommandSideSchema migrated,
            DataSource dataSource,
            PlatformTransactionManager transactions,
            CommandGateway commands,
            PasswordEncoder passwords) {
        return new Accounts(JdbcClient.create(dataSource), new TransactionTemplate(transactions), commands, passwords);
    }
}
