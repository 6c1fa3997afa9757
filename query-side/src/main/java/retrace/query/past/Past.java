package retrace.query.past;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.TeamId;
import retrace.query.audit.EventHistory;
import retrace.query.readmodel.QueryRefused;

/**
 * Asks read models as they stood, for people who wait for it: a few questions at a time, and each for a limited time.
 * Thread-safe.
 */
public final class Past {

    private final DataSource database;
    private final PastSettings settings;
    private final InstantSource clock;
    private final Semaphore places;

    /** @param database with the event log and the read models; a connection is taken for each question */
    public Past(DataSource database, PastSettings settings, InstantSource clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
        this.places = new Semaphore(settings.questionsMax(), true);
    }

    /**
     * @param at in UTC, ISO-8601; not in the future and not before the team's first event
     * @param question gets the tables, still empty, and the moment
     * @throws QueryRefused if it is about no such moment, too many are asked just now, or it takes too long
     */
    <T> T ask(TeamId team, PastReadModel model, @Nullable String at, BiFunction<PastTables, Instant, T> question) {
        Instant moment = PastMoment.read(at);
        takePlace();
        try (Connection connection = database.getConnection()) {
            PastMoment.require(
                    moment, new EventHistory(DSL.using(connection, SQLDialect.POSTGRES)), team, clock.instant());
            return PastTables.with(
                    connection,
                    model,
                    moment,
                    Deadline.in(settings.timeMax()),
                    tables -> question.apply(tables, moment));
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not answer", e);
        } finally {
            places.release();
        }
    }

    private void takePlace() {
        try {
            if (places.tryAcquire(settings.patience().toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw QueryRefused.busy(
                "PAST_BUSY",
                "Others are asking about the past just now, and few can at a time. Try again in a moment.");
    }
}
