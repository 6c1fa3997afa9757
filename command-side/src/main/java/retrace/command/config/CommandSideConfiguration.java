package retrace.command.config;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Random;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import retrace.command.endpoint.DialInNumbers;
import retrace.command.endpoint.EndpointCredentials;
import retrace.command.endpoint.KeyRenewal;
import retrace.command.link.LinkAddresses;
import retrace.command.link.RelayAddresses;
import retrace.command.link.gcs.BucketAddresses;
import retrace.command.session.DialIns;
import retrace.command.session.OnlyRelay;
import retrace.command.session.Relays;
import retrace.command.session.SessionBroker;
import retrace.command.session.SeveralRelays;
import retrace.command.team.Accounts;
import retrace.command.web.AccountsController;
import retrace.command.web.BoundedBodies;
import retrace.command.web.DialInsController;
import retrace.command.web.EndpointsController;
import retrace.command.web.HoldsController;
import retrace.command.web.LinksController;
import retrace.command.web.Problems;
import retrace.command.web.SessionsController;
import retrace.command.web.SettingsController;
import retrace.command.web.TeamsController;
import retrace.kernel.link.AddressSigner;

/**
 * The command side's beans. From whoever composes it come Axon's gateways and configurer, a {@link DataSource} with its
 * transaction manager, and an {@code InstantSource}.
 */
@Configuration(proxyBeanMethods = false)
@Import(AccountsConfiguration.class)
@EnableConfigurationProperties({CommandSideSettings.class, LinkSettings.class})
public class CommandSideConfiguration {

    @Bean
    CommandSideModule commandSideModule(CommandSideSettings settings) {
        return new CommandSideModule(settings.linkLifetime(), settings.recordingPolicy());
    }

    /** @param migrated so that the tables are there first */
    @Bean
    EndpointCredentials endpointCredentials(
            CommandSideSchema migrated, DataSource dataSource, CommandSideSettings settings) {
        return new EndpointCredentials(JdbcClient.create(dataSource), settings.credentialKeys(), new SecureRandom());
    }

    @Bean
    KeyRenewal keyRenewal(EndpointCredentials credentials, CommandSideSettings settings) {
        return new KeyRenewal(credentials, settings.credentialKeyInterval());
    }

    /** @param migrated so that the tables are there first */
    @Bean
    DialInNumbers dialInNumbers(CommandSideSchema migrated, DataSource dataSource, InstantSource clock) {
        return new DialInNumbers(JdbcClient.create(dataSource), new SecureRandom(), clock);
    }

    @Bean
    Relays relays(CommandGateway commands, QueryGateway queries, CommandSideSettings settings) {
        return settings.severalRelays()
                ? new SeveralRelays(commands, queries, settings.relayTimeMax(), new Random())
                : new OnlyRelay(commands, queries);
    }

    @Bean
    DialIns dialIns(
            CommandGateway commands,
            Relays relays,
            DialInNumbers numbers,
            CommandSideSettings settings,
            InstantSource clock) {
        return new DialIns(commands, relays, numbers, settings.codeLifetime(), settings.relayTimeMax(), clock);
    }

    @Bean
    DialInsController dialInsController(DialIns dialIns) {
        return new DialInsController(dialIns);
    }

    @Bean
    SessionBroker sessionBroker(
            CommandGateway commands, Relays relays, EndpointCredentials credentials, CommandSideSettings settings) {
        return new SessionBroker(commands, relays, credentials, settings.probeTimeMax(), settings.relayTimeMax());
    }

    @Bean
    SessionsController sessionsController(SessionBroker broker) {
        return new SessionsController(broker);
    }

    @Bean
    EndpointsController endpointsController(
            CommandGateway commands, EndpointCredentials credentials, DialInNumbers numbers, DialIns dialIns) {
        return new EndpointsController(commands, credentials, numbers, dialIns);
    }

    @Bean
    LinkAddresses linkAddresses(CommandSideSettings settings, LinkSettings links, InstantSource clock)
            throws IOException {
        return switch (links.kind()) {
            case RELAY -> new RelayAddresses(new AddressSigner(settings.linkKeyBytes()));
            case GCS -> BucketAddresses.open(links.gcs().settings(settings.linkLifetime()), clock);
        };
    }

    @Bean
    LinksController linksController(CommandGateway commands, LinkAddresses addresses) {
        return new LinksController(commands, addresses);
    }

    @Bean
    SettingsController settingsController(CommandGateway commands, CommandSideSettings settings) {
        return new SettingsController(commands, settings.recordingPolicy().minimumVersions());
    }

    @Bean
    AccountsController accountsController(Accounts accounts) {
        return new AccountsController(accounts);
    }

    @Bean
    TeamsController teamsController(Accounts accounts, CommandGateway commands) {
        return new TeamsController(accounts, commands);
    }

    @Bean
    HoldsController holdsController(CommandGateway commands) {
        return new HoldsController(commands);
    }

    @Bean
    BoundedBodies boundedBodies() {
        return new BoundedBodies();
    }

    @Bean
    Problems problems() {
        return new Problems();
    }
}
