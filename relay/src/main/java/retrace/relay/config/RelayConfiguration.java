package retrace.relay.config;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import retrace.relay.dialin.DialInMetrics;
import retrace.relay.dialin.StreamerReception;
import retrace.relay.dialin.WaitingStreamers;
import retrace.relay.effects.AxonCommandSide;
import retrace.relay.effects.AxonStreamerDirectory;
import retrace.relay.effects.RelayRequests;
import retrace.relay.effects.RetentionMetrics;
import retrace.relay.effects.RetentionRounds;
import retrace.relay.effects.RetentionWorker;
import retrace.relay.effects.StoreHolds;
import retrace.relay.effects.WebSocketViewers;
import retrace.relay.lease.LeaseKeeper;
import retrace.relay.media.MediaController;
import retrace.relay.media.ServedReports;
import retrace.relay.recording.RecordingMetrics;
import retrace.relay.recording.RecordingSettings;
import retrace.relay.recording.SessionRecording;
import retrace.relay.recording.encode.OpenH264Encoder;
import retrace.relay.recording.spool.Spool;
import retrace.relay.session.RelayMetrics;
import retrace.relay.session.SessionSettings;
import retrace.relay.session.Sessions;
import retrace.relay.session.StreamerDialler;
import retrace.relay.session.ViewerReception;
import retrace.relay.session.Watchdog;
import retrace.relay.store.ObjectStore;

/**
 * The relay. Needs from outside: Axon's gateways, a pooled {@code DataSource}, a meter registry and an {@code InstantSource}; and that
 * handlers on beans are made known to Axon's buses.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
@Import({ObjectStoreConfiguration.class, RecoveryConfiguration.class})
@EnableConfigurationProperties({
    RelayProperties.class,
    DialInProperties.class,
    SpoolProperties.class,
    TlsProperties.class
})
public class RelayConfiguration {

    @Bean
    Spool spool(SpoolProperties properties, ObjectStore store, MeterRegistry registry, InstantSource clock)
            throws IOException {
        return new Spool(properties.settings(), store, registry, clock);
    }

    @Bean("recordingHealthIndicator")
    RecordingHealth recordingHealth(Spool spool) {
        return new RecordingHealth(spool);
    }

    @Bean
    SessionSettings sessionSettings(RelayProperties properties) {
        return properties.sessionSettings();
    }

    @Bean
    RelayMetrics relayMetrics(MeterRegistry registry) {
        return new RelayMetrics(registry);
    }

    @Bean
    Watchdog relayWatchdog() {
        return new Watchdog();
    }

    /** Closed by {@link RelayService}, before anything that it needs. */
    @Bean(destroyMethod = "")
    Sessions relaySessions(
            RelayProperties properties,
            SessionSettings settings,
            ObjectStore store,
            Spool spool,
            CommandGateway gateway,
            MeterRegistry registry,
            RelayMetrics metrics,
            Watchdog watchdog,
            LeaseKeeper leases,
            InstantSource clock) {
        RecordingSettings recording = properties.recording().settings();
        RecordingMetrics recordingMetrics = new RecordingMetrics(registry);
        return new Sessions(
                settings,
                metrics,
                clock,
                new AxonCommandSide(gateway),
                (team, session, lease, journal, time) -> new SessionRecording(
                        team,
                        session,
                        lease.guard(store),
                        spool,
                        (width, height, rate) -> new OpenH264Encoder(width, height, rate, recording.quantiser()),
                        journal,
                        recording,
                        recordingMetrics,
                        time),
                watchdog,
                leases);
    }

    @Bean
    DialInMetrics dialInMetrics(MeterRegistry registry) {
        return new DialInMetrics(registry);
    }

    /** Closed by {@link StreamerService}. */
    @Bean(destroyMethod = "")
    WaitingStreamers waitingStreamers(DialInProperties properties, DialInMetrics metrics) {
        return new WaitingStreamers(properties.settings(), metrics);
    }

    @Bean
    StreamerDialler streamerDialler(
            SessionSettings settings,
            Watchdog watchdog,
            WaitingStreamers waiting,
            TlsProperties tls,
            SslBundles bundles) {
        return new StreamerDialler(settings, watchdog, waiting, tls.streamerTrust(bundles));
    }

    @Bean
    StreamerReception streamerReception(
            DialInProperties properties,
            WaitingStreamers waiting,
            QueryGateway gateway,
            DialInMetrics metrics,
            Watchdog watchdog,
            InstantSource clock) {
        return new StreamerReception(
                waiting, new AxonStreamerDirectory(gateway), properties.settings(), metrics, watchdog, clock);
    }

    @Bean
    StreamerService streamerService(
            RelayProperties relay, DialInProperties properties, StreamerReception reception, WaitingStreamers waiting) {
        String host = properties.streamerHost() == null ? relay.viewerHost() : properties.streamerHost();
        return new StreamerService(
                new InetSocketAddress(relay.bindAddress(), properties.streamerPort()), host, reception, waiting);
    }

    @Bean
    ViewerReception viewerReception(
            Sessions sessions,
            StreamerDialler dialler,
            SessionSettings settings,
            RelayMetrics metrics,
            Watchdog watchdog,
            TlsProperties tls,
            SslBundles bundles,
            InstantSource clock) {
        return new ViewerReception(sessions, dialler, settings, metrics, watchdog, clock, tls.viewerSecurity(bundles));
    }

    @Bean
    RelayService relayService(RelayProperties properties, Sessions sessions, ViewerReception reception) {
        return new RelayService(properties, sessions, reception);
    }

    @Bean
    RelayRequests relayRequests(
            Sessions sessions, StreamerDialler dialler, RelayService service, StreamerService streamers, Spool spool) {
        return new RelayRequests(
                sessions,
                dialler,
                service,
                streamers::dialInAddress,
                () -> spool.room().whyNot().isEmpty());
    }

    /** Spring lets in what comes from the same origin, or from a program, which sends none. */
    @Bean
    WebSocketConfigurer relayWebSockets(ViewerReception reception, RelayProperties properties) {
        return handlers -> handlers.addHandler(new WebSocketViewers(reception), properties.webSocketPath());
    }

    /** Closed by {@link EffectsService}, while there is a bus to report by. */
    @Bean(destroyMethod = "")
    ServedReports servedReports(
            RelayProperties properties, CommandGateway gateway, ObjectStore store, InstantSource clock) {
        return new ServedReports(gateway::send, store, properties.name(), clock);
    }

    @Bean
    MediaController mediaController(
            RelayProperties properties, ObjectStore store, ServedReports reports, InstantSource clock) {
        return new MediaController(properties.addressSigner(), store, reports, clock);
    }

    @Bean
    RetentionWorker retentionWorker(
            RelayProperties properties,
            QueryGateway queries,
            CommandGateway commands,
            ObjectStore store,
            MeterRegistry registry,
            InstantSource clock) {
        return new RetentionWorker(
                queries,
                commands,
                store,
                properties.retention().settings(),
                new RetentionMetrics(registry),
                RandomGenerator.getDefault(),
                clock);
    }

    @Bean
    StoreHolds storeHolds(CommandGateway commands, ObjectStore store) {
        return new StoreHolds(commands, store);
    }

    /** Closed by {@link EffectsService}. */
    @Bean(destroyMethod = "")
    RetentionRounds retentionRounds(RelayProperties properties, RetentionWorker worker) {
        return new RetentionRounds(worker, properties.retention().settings(), RandomGenerator.getDefault());
    }

    @Bean
    EffectsService effectsService(ServedReports reports, RetentionRounds retention) {
        return new EffectsService(reports, retention);
    }
}
