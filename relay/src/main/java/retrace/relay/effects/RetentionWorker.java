package retrace.relay.effects;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrace.kernel.recording.DueSegments;
import retrace.kernel.recording.DueSegments.Due;
import retrace.kernel.session.DeletionOutcome;
import retrace.kernel.session.SessionCommand;
import retrace.kernel.session.SessionCommand.ExpireSegment;
import retrace.kernel.session.SessionCommand.ReportDeletion;
import retrace.kernel.session.SessionCommand.ReportFailedDeletion;
import retrace.relay.store.ObjectStore;
import retrace.relay.store.ObjectVersion;

/**
 * Deletes recordings whose time is over. Asks the query side which those may be, lets the command side decide about each,
 * deletes what it has decided and reports it. It keeps nothing that matters: what was decided and not reported is among
 * the answers again, and deleting twice is deleting once, so it may stop at any point and several may run at a time.
 */
public final class RetentionWorker {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionWorker.class);
    private static final long ANSWER_SECONDS_MAX = 30;
    static final int PAGE = 100;
    /** Where the parts of an object are while it is being made. */
    private static final String PARTS = ".parts/";

    private final QueryGateway queries;
    private final CommandGateway commands;
    private final ObjectStore store;
    private final RetentionSettings settings;
    private final RetentionMetrics metrics;
    private final FailedDeletions failures;
    private final InstantSource clock;

    public RetentionWorker(
            QueryGateway queries,
            CommandGateway commands,
            ObjectStore store,
            RetentionSettings settings,
            RetentionMetrics metrics,
            RandomGenerator random,
            InstantSource clock) {
        this.queries = queries;
        this.commands = commands;
        this.store = store;
        this.settings = settings;
        this.metrics = metrics;
        this.failures = new FailedDeletions(settings.interval(), settings.pauseMax(), random);
        this.clock = clock;
        metrics.watch(failures);
    }

    /** Goes through all that is due, or as many as a round may try. Those that failed lately do not count. */
    public void round() throws InterruptedException {
        int left = settings.deletionsMax();
        @Nullable Due last = null;
        while (left > 0) {
            List<Due> page = ask(last);
            for (Due due : page) {
                if (left > 0 && failures.mayTry(due.segment(), clock.instant())) {
                    left--;
                    expire(due);
                }
            }
            if (page.size() < PAGE) {
                return;
            }
            last = page.getLast();
        }
    }

    private List<Due> ask(@Nullable Due after) throws InterruptedException {
        try {
            return answer(queries.query(new DueSegments(after, PAGE), DueSegments.Found.class))
                    .oldestFirst();
        } catch (ExecutionException | TimeoutException e) {
            metrics.roundFailed();
            LOG.warn("nobody says which recordings are to be deleted; they are asked again", e);
            return List.of();
        }
    }

    private static <T> T answer(CompletableFuture<T> asked)
            throws ExecutionException, TimeoutException, InterruptedException {
        return asked.get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
    }

    private void expire(Due due) throws InterruptedException {
        try {
            DeletionOutcome outcome =
                    answer(commands.<DeletionOutcome>send(new ExpireSegment(due.session(), due.segment())));
            switch (outcome) {
                case DeletionOutcome.Delete delete -> delete(due, delete);
                case DeletionOutcome.Held held -> {
                    metrics.held();
                    LOG.debug("{} is kept for {}", due.segment(), held.caseNames());
                }
                case DeletionOutcome.Kept kept -> LOG.debug("{} is kept until {}", due.segment(), kept.until());
                case DeletionOutcome.Gone gone -> LOG.debug("{} is gone already", due.segment());
            }
        } catch (ExecutionException | TimeoutException e) {
            failed(due);
            LOG.warn(
                    "{} of {} could not be decided or reported about; it is tried again",
                    due.segment(),
                    due.session(),
                    e);
        }
    }

    private void delete(Due due, DeletionOutcome.Delete delete)
            throws ExecutionException, TimeoutException, InterruptedException {
        Optional<String> failure = deleteObject(delete);
        if (failure.isPresent()) {
            failed(due);
            LOG.warn("{} of {} is not deleted; it is tried again: {}", due.segment(), due.session(), failure.get());
            report(new ReportFailedDeletion(due.session(), due.segment(), failure.get()));
            return;
        }
        report(new ReportDeletion(due.session(), due.segment()));
        failures.done(due.segment());
        metrics.deleted();
        LOG.info("{} of {} is deleted: {}", due.segment(), due.session(), delete.objectName());
    }

    /** @return why not; empty where it is gone, by whomever */
    private Optional<String> deleteObject(DeletionOutcome.Delete delete) {
        try {
            if (!store.delete(delete.objectName(), delete.generation())) {
                Optional<ObjectVersion> found = store.find(delete.objectName());
                if (found.isPresent()) {
                    return Optional.of(stays(delete, found.get()));
                }
            }
            deleteParts(delete.objectName());
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            LOG.debug("the store refused to delete {}", delete.objectName(), e);
            return Optional.of("The object store could not delete " + delete.objectName() + ": " + e.getMessage());
        }
    }

    /** The same pictures are in what a clean-up that failed has left of the object's making. */
    private void deleteParts(String objectName) throws IOException {
        List<ObjectVersion> left;
        try (Stream<ObjectVersion> parts = store.list(objectName + PARTS)) {
            left = parts.toList();
        }
        for (ObjectVersion part : left) {
            store.delete(part.name(), part.generation());
        }
    }

    private static String stays(DeletionOutcome.Delete delete, ObjectVersion found) {
        return found.generation() == delete.generation()
                ? "The object store did not delete " + delete.objectName() + "."
                : "The object store has generation " + found.generation() + " of " + delete.objectName()
                        + " where the recording was generation " + delete.generation()
                        + ". Somebody has exchanged it.";
    }

    private void report(SessionCommand report) throws ExecutionException, TimeoutException, InterruptedException {
        answer(commands.send(report));
    }

    private void failed(Due due) {
        metrics.failed();
        failures.failed(due.segment(), clock.instant());
    }

    /** Measured; whatever fails is logged and left to the next round. */
    void measuredRound() {
        metrics.round(() -> {
            try {
                round();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                metrics.roundFailed();
                LOG.error("a round of deletions broke off; the next one begins anew", e);
            }
        });
    }
}
