package retrace.query.config;

import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.DataSourceConnectionProvider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import retrace.query.activesessions.ActiveSessionsController;
import retrace.query.activesessions.ActiveSessionsProjection;
import retrace.query.activesessions.ActiveSessionsQueries;
import retrace.query.activesessions.ActiveSessionsUpdates;
import retrace.query.activesessions.DatabaseChanges;
import retrace.query.activesessions.UpdateSettings;
import retrace.query.audit.EventHistory;
import retrace.query.audit.SessionTimeline;
import retrace.query.audit.TimelineController;
import retrace.query.endpointdirectory.EndpointDirectoryController;
import retrace.query.endpointdirectory.EndpointDirectoryProjection;
import retrace.query.endpointdirectory.EndpointDirectoryQueries;
import retrace.query.past.Past;
import retrace.query.past.PastController;
import retrace.query.past.PresentOnly;
import retrace.query.readmodel.LiveRows;
import retrace.query.readmodel.ProcessorProgress;
import retrace.query.readmodel.Progress;
import retrace.query.readmodel.Projected;
import retrace.query.readmodel.ReadModel;
import retrace.query.readmodel.ReadModelMigrations;
import retrace.query.readmodel.Rows;
import retrace.query.readmodel.StoredTokens;
import retrace.query.recordingcatalog.RecordingCatalogController;
import retrace.query.recordingcatalog.RecordingCatalogProjection;
import retrace.query.recordingcatalog.RecordingCatalogQueries;
import retrace.query.recordingcatalog.StoredSegmentsAnswer;
import retrace.query.recordingcatalog.UnsettledSessionsAnswer;
import retrace.query.retentionschedule.DueSegmentsAnswer;
import retrace.query.retentionschedule.RetentionScheduleController;
import retrace.query.retentionschedule.RetentionScheduleProjection;
import retrace.query.retentionschedule.RetentionScheduleQueries;
import retrace.query.sessionslog.SessionsLogController;
import retrace.query.sessionslog.SessionsLogProjection;
import retrace.query.sessionslog.SessionsLogQueries;
import retrace.query.teamdirectory.TeamDirectoryController;
import retrace.query.teamdirectory.TeamDirectoryProjection;
import retrace.query.teamdirectory.TeamDirectoryQueries;
import retrace.query.watchledger.WatchLedgerController;
import retrace.query.watchledger.WatchLedgerProjection;
import retrace.query.watchledger.WatchLedgerQueries;
import retrace.query.web.ConsoleFiles;
import retrace.query.web.QueryProblems;
import retrace.query.web.ReadModelsController;

/**
 * The beans of the query side. Needs from whoever imports it: a {@link DataSource} with Spring's transactions, Axon's
 * configuration and event storage engine, event processors of which one is named like each of {@link #READ_MODELS}, and an {@link InstantSource}; and that
 * handlers on beans are made known to Axon's query bus. May have {@link UpdateSettings}.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PastProperties.class)
public class QuerySideConfiguration {

    /** Each is built by a processing group of its name. */
    public static final List<Projected> PROJECTED = List.of(
            SessionsLogProjection.PROJECTED,
            ActiveSessionsProjection.PROJECTED,
            RecordingCatalogProjection.PROJECTED,
            EndpointDirectoryProjection.PROJECTED,
            TeamDirectoryProjection.PROJECTED,
            RetentionScheduleProjection.PROJECTED,
            WatchLedgerProjection.PROJECTED);

    public static final List<ReadModel> READ_MODELS =
            PROJECTED.stream().map(Projected::readModel).toList();

    /** Whoever gets it can rely on the tables being there. */
    @Bean
    DSLContext readModelSql(DataSource database) {
        ReadModelMigrations migrations = new ReadModelMigrations(database);
        READ_MODELS.forEach(migrations::migrate);
        return DSL.using(
                new DataSourceConnectionProvider(new TransactionAwareDataSourceProxy(database)),
                SQLDialect.POSTGRES,
                new Settings().withExecuteLogging(false)); // which takes time even where nothing is logged
    }

    @Bean
    Rows readModelRows(DSLContext readModelSql) {
        return new LiveRows(readModelSql);
    }

    @Bean
    StoredTokens storedTokens(DataSource database, Serializer serializer, InstantSource clock) {
        return new StoredTokens(database, serializer, clock);
    }

    /** Axon is asked for late: it is made of the projections, among others. */
    @Bean
    Progress readModelProgress(
            ObjectProvider<org.axonframework.config.Configuration> axon,
            ObjectProvider<EventStorageEngine> events,
            StoredTokens tokens,
            InstantSource clock) {
        return ProcessorProgress.of(
                PROJECTED,
                name -> axon.getObject()
                        .eventProcessingConfiguration()
                        .eventProcessor(name, StreamingEventProcessor.class),
                tokens,
                events::getObject,
                clock);
    }

    @Bean
    SessionsLogProjection sessionsLogProjection(Rows readModelRows) {
        return new SessionsLogProjection(readModelRows);
    }

    @Bean
    SessionsLogQueries sessionsLogQueries(DSLContext readModelSql, Progress progress) {
        return SessionsLogQueries.remembering(readModelSql, progress);
    }

    @Bean
    SessionsLogController sessionsLogController(SessionsLogQueries queries) {
        return new SessionsLogController(queries);
    }

    @Bean
    ActiveSessionsProjection activeSessionsProjection(Rows readModelRows) {
        return new ActiveSessionsProjection(readModelRows);
    }

    @Bean
    ActiveSessionsQueries activeSessionsQueries(DSLContext readModelSql, Progress progress) {
        return new ActiveSessionsQueries(readModelSql, progress);
    }

    @Bean
    ActiveSessionsUpdates activeSessionsUpdates(
            ActiveSessionsQueries queries, ObjectProvider<UpdateSettings> settings, InstantSource clock) {
        return new ActiveSessionsUpdates(queries, settings.getIfAvailable(() -> UpdateSettings.DEFAULT), clock);
    }

    @Bean
    DatabaseChanges activeSessionsChanges(DataSource database, ActiveSessionsUpdates updates) {
        return new DatabaseChanges(database, updates);
    }

    @Bean
    ActiveSessionsController activeSessionsController(ActiveSessionsQueries queries, ActiveSessionsUpdates updates) {
        return new ActiveSessionsController(queries, updates);
    }

    @Bean
    RecordingCatalogProjection recordingCatalogProjection(Rows readModelRows) {
        return new RecordingCatalogProjection(readModelRows);
    }

    @Bean
    RecordingCatalogQueries recordingCatalogQueries(DSLContext readModelSql, Progress progress) {
        return new RecordingCatalogQueries(readModelSql, progress);
    }

    @Bean
    RecordingCatalogController recordingCatalogController(RecordingCatalogQueries queries) {
        return new RecordingCatalogController(queries);
    }

    @Bean
    UnsettledSessionsAnswer unsettledSessionsAnswer(DSLContext readModelSql) {
        return new UnsettledSessionsAnswer(readModelSql);
    }

    @Bean
    StoredSegmentsAnswer storedSegmentsAnswer(DSLContext readModelSql) {
        return new StoredSegmentsAnswer(readModelSql);
    }

    @Bean
    EndpointDirectoryProjection endpointDirectoryProjection(Rows readModelRows) {
        return new EndpointDirectoryProjection(readModelRows);
    }

    @Bean
    EndpointDirectoryQueries endpointDirectoryQueries(DSLContext readModelSql, Progress progress) {
        return new EndpointDirectoryQueries(readModelSql, progress);
    }

    @Bean
    EndpointDirectoryController endpointDirectoryController(EndpointDirectoryQueries queries) {
        return new EndpointDirectoryController(queries);
    }

    @Bean
    TeamDirectoryProjection teamDirectoryProjection(Rows readModelRows) {
        return new TeamDirectoryProjection(readModelRows);
    }

    @Bean
    TeamDirectoryController teamDirectoryController(DSLContext readModelSql, Progress progress) {
        return new TeamDirectoryController(new TeamDirectoryQueries(readModelSql, progress));
    }

    @Bean
    RetentionScheduleProjection retentionScheduleProjection(Rows readModelRows) {
        return new RetentionScheduleProjection(readModelRows);
    }

    @Bean
    RetentionScheduleController retentionScheduleController(DSLContext readModelSql, Progress progress) {
        return new RetentionScheduleController(new RetentionScheduleQueries(readModelSql, progress));
    }

    @Bean
    DueSegmentsAnswer dueSegmentsAnswer(DSLContext readModelSql, InstantSource clock) {
        return new DueSegmentsAnswer(readModelSql, clock);
    }

    @Bean
    WatchLedgerProjection watchLedgerProjection(Rows readModelRows) {
        return new WatchLedgerProjection(readModelRows);
    }

    @Bean
    WatchLedgerController watchLedgerController(DSLContext readModelSql, Progress progress) {
        return new WatchLedgerController(new WatchLedgerQueries(readModelSql, progress));
    }

    /** Reads the event log where the event store keeps it, in the same database. */
    @Bean
    TimelineController timelineController(DSLContext readModelSql) {
        return new TimelineController(new SessionTimeline(new EventHistory(readModelSql)));
    }

    @Bean
    PastController pastController(DataSource database, PastProperties properties, InstantSource clock) {
        return new PastController(new Past(database, properties.settings(), clock));
    }

    @Bean
    PresentOnly presentOnly() {
        return new PresentOnly();
    }

    @Bean
    ReadModelsController readModelsController(Progress progress) {
        return new ReadModelsController(READ_MODELS, progress);
    }

    @Bean
    QueryProblems queryProblems() {
        return new QueryProblems();
    }

    @Bean
    ConsoleFiles consoleFiles() {
        return new ConsoleFiles();
    }
}
