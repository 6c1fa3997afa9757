package retrace.query.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.PostgresTokenTableFactory;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.json.JacksonSerializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.MethodParameter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import retrace.kernel.id.TeamId;
import retrace.kernel.team.Caller;
import retrace.kernel.team.Role;
import retrace.kernel.wire.EventSerializer;
import retrace.kernel.wire.WireJson;
import retrace.query.activesessions.ActiveSessionsProjection;
import retrace.query.activesessions.UpdateSettings;
import retrace.query.config.QuerySideConfiguration;
import retrace.query.endpointdirectory.EndpointDirectoryProjection;
import retrace.query.readmodel.ReadModel;
import retrace.query.recordingcatalog.RecordingCatalogProjection;
import retrace.query.retentionschedule.DueSegmentsAnswer;
import retrace.query.retentionschedule.RetentionScheduleProjection;
import retrace.query.sessionslog.SessionsLogProjection;
import retrace.query.teamdirectory.TeamDirectoryProjection;
import retrace.query.watchledger.WatchLedgerProjection;

/**
 * The query side as it runs: a web server, the event store in PostgreSQL, event processors. Whoever calls says in a
 * header which team they are of.
 */
public final class QuerySideServer implements AutoCloseable {

    public static final Duration KEEP_ALIVE = Duration.ofMillis(300);
    public static final int SUBSCRIBERS_MAX = 3;

    private static final String TEAM_HEADER = "X-Test-Team";

    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();

    public QuerySideServer() {
        SpringApplication application = new SpringApplication(Parts.class);
        application.setDefaultProperties(Map.of(
                "server.port", "0",
                "server.address", "127.0.0.1",
                "spring.datasource.url", TestDatabase.createAddress(),
                "spring.threads.virtual.enabled", "true",
                "spring.main.banner-mode", "off",
                "logging.level.root", "warn"));
        context = application.run();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public void publish(Iterable<Happening> happenings) {
        happenings.forEach(this::publish);
    }

    public void publish(Happening happening) {
        bean(org.axonframework.config.Configuration.class)
                .eventStore()
                .publish(new GenericDomainEventMessage<>(
                        "Test", happening.aggregate(), happening.sequence(), happening.event()));
    }

    public StreamingEventProcessor processor(ReadModel readModel) {
        return bean(org.axonframework.config.Configuration.class)
                .eventProcessingConfiguration()
                .eventProcessor(readModel.name(), StreamingEventProcessor.class)
                .orElseThrow();
    }

    public HttpRequest request(String path, TeamId team) {
        return HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path))
                .header(TEAM_HEADER, team.value())
                .timeout(Duration.ofSeconds(30))
                .build();
    }

    public HttpResponse<String> get(String path, TeamId team) {
        return send(request(path, team), HttpResponse.BodyHandlers.ofString());
    }

    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return client.send(request, body);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        context.close();
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(QuerySideConfiguration.class)
    static class Parts implements WebMvcConfigurer {

        @Bean
        InstantSource clock() {
            return Clock.systemUTC();
        }

        @Bean
        UpdateSettings updateSettings() {
            return new UpdateSettings(SUBSCRIBERS_MAX, Duration.ofMillis(100), KEEP_ALIVE, Duration.ofMinutes(5));
        }

        @Bean
        TransactionManager transactions(PlatformTransactionManager platform) {
            return new SpringTransactionManager(platform);
        }

        @Bean
        ConnectionProvider connections(DataSource database) {
            return new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(database));
        }

        @Bean
        Serializer serializer() {
            return JacksonSerializer.builder().objectMapper(WireJson.mapper()).build();
        }

        @Bean
        JdbcEventStorageEngine engine(
                ConnectionProvider connections, TransactionManager transactions, Serializer serializer) {
            JdbcEventStorageEngine engine = JdbcEventStorageEngine.builder()
                    .connectionProvider(connections)
                    .transactionManager(transactions)
                    .snapshotSerializer(serializer)
                    .eventSerializer(EventSerializer.create())
                    .build();
            transactions.executeInTransaction(() -> engine.createSchema(PostgresEventTableFactory.INSTANCE));
            return engine;
        }

        @Bean
        JdbcTokenStore tokens(ConnectionProvider connections, TransactionManager transactions, Serializer serializer) {
            JdbcTokenStore tokens = JdbcTokenStore.builder()
                    .connectionProvider(connections)
                    .serializer(serializer)
                    .build();
            transactions.executeInTransaction(() -> tokens.createSchema(PostgresTokenTableFactory.INSTANCE));
            return tokens;
        }

        @Bean(initMethod = "start", destroyMethod = "shutdown")
        org.axonframework.config.Configuration axon(
                TransactionManager transactions,
                Serializer serializer,
                JdbcEventStorageEngine engine,
                JdbcTokenStore tokens,
                SessionsLogProjection sessionsLog,
                ActiveSessionsProjection activeSessions,
                RecordingCatalogProjection recordingCatalog,
                EndpointDirectoryProjection endpointDirectory,
                TeamDirectoryProjection teamDirectory,
                RetentionScheduleProjection retentionSchedule,
                WatchLedgerProjection watchLedger,
                DueSegmentsAnswer dueSegments) {
            return DefaultConfigurer.defaultConfiguration()
                    .configureTransactionManager(axon -> transactions)
                    .configureSerializer(axon -> serializer)
                    .configureEventSerializer(axon -> EventSerializer.create())
                    .configureEmbeddedEventStore(axon -> engine)
                    .registerComponent(TokenStore.class, axon -> tokens)
                    .registerQueryHandler(axon -> dueSegments)
                    .eventProcessing(processing -> {
                        processing.usingPooledStreamingEventProcessors((axon, processor) -> processor
                                .initialSegmentCount(1)
                                .initialToken(StreamableMessageSource::createTailToken));
                        List.of(
                                        sessionsLog,
                                        activeSessions,
                                        recordingCatalog,
                                        endpointDirectory,
                                        teamDirectory,
                                        retentionSchedule,
                                        watchLedger)
                                .forEach(projection -> processing.registerEventHandler(axon -> projection));
                    })
                    .buildConfiguration();
        }

        @Override
        public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
            resolvers.add(new CallerFromHeader());
        }
    }

    private static final class CallerFromHeader implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Caller.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            String team = String.valueOf(request.getHeader(TEAM_HEADER));
            return new Caller(new TeamId(team), SessionStory.ADA.account(), SessionStory.ADA.name(), Role.MEMBER);
        }
    }
}
