package retrace.relay.store;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedRetryMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedTimeLimiterMetrics;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes calls to a store: not too many at a time, none for longer than it may take, again after a pause where the store
 * is {@link StoreUnavailable}, and none at all for a while where it keeps being so. Each try runs on a virtual thread of
 * its own, which is left behind where it does not end in time. Thread-safe.
 */
final class StoreCalls {

    private static final Logger LOG = LoggerFactory.getLogger(StoreCalls.class);
    private static final String NAME = "recording-store";
    private static final String COMPOSE_NAME = NAME + "-compose";
    private static final double JITTER = 0.5;
    private static final int FAILURE_PERCENT = 50;

    private final CircuitBreaker breaker;
    private final Bulkhead bulkhead;
    private final Retry retry;
    private final TimeLimiter callLimit;
    private final TimeLimiter composeLimit;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("store call ", 0).factory());
    private final MeterRegistry meters;

    StoreCalls(StoreCallSettings settings, MeterRegistry meters) {
        this.meters = meters;
        CircuitBreakerRegistry breakers = CircuitBreakerRegistry.of(breakerConfig(settings));
        BulkheadRegistry bulkheads = BulkheadRegistry.of(BulkheadConfig.custom()
                .maxConcurrentCalls(settings.callsMax())
                .maxWaitDuration(settings.turnTime())
                .build());
        RetryRegistry retries = RetryRegistry.of(retryConfig(settings));
        TimeLimiterRegistry limits = TimeLimiterRegistry.of(limitConfig(settings.callTime()));
        breaker = breakers.circuitBreaker(NAME);
        bulkhead = bulkheads.bulkhead(NAME);
        retry = retries.retry(NAME);
        callLimit = limits.timeLimiter(NAME);
        composeLimit = limits.timeLimiter(COMPOSE_NAME, limitConfig(settings.composeTime()));
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
        TaggedBulkheadMetrics.ofBulkheadRegistry(bulkheads).bindTo(meters);
        TaggedRetryMetrics.ofRetryRegistry(retries).bindTo(meters);
        TaggedTimeLimiterMetrics.ofTimeLimiterRegistry(limits).bindTo(meters);
        logEvents();
    }

    private static CircuitBreakerConfig breakerConfig(StoreCallSettings settings) {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(settings.breakerCalls())
                .minimumNumberOfCalls(settings.breakerCalls() / 2)
                .failureRateThreshold(FAILURE_PERCENT)
                .waitDurationInOpenState(settings.breakerPause())
                .permittedNumberOfCallsInHalfOpenState(2)
                .recordExceptions(StoreUnavailable.class)
                .ignoreExceptions(InterruptedException.class)
                .build();
    }

    private static RetryConfig retryConfig(StoreCallSettings settings) {
        return RetryConfig.custom()
                .maxAttempts(settings.attemptsMax())
                .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(
                        settings.firstPause(), 2, JITTER, settings.pauseMax()))
                .retryOnException(StoreCalls::mayPass)
                .build();
    }

    /** A breaker that is open says no to the next try as well. */
    private static boolean mayPass(Throwable failure) {
        return failure instanceof StoreUnavailable && !(failure.getCause() instanceof CallNotPermittedException);
    }

    private static TimeLimiterConfig limitConfig(Duration time) {
        return TimeLimiterConfig.custom()
                .timeoutDuration(time)
                .cancelRunningFuture(true)
                .build();
    }

    private void logEvents() {
        breaker.getEventPublisher()
                .onStateTransition(event -> LOG.warn(
                        "store={} breaker={} was={}",
                        NAME,
                        event.getStateTransition().getToState(),
                        event.getStateTransition().getFromState()));
        retry.getEventPublisher()
                .onRetry(event -> LOG.info(
                        "store={} attempt={} failed, pauseMillis={}: {}",
                        NAME,
                        event.getNumberOfRetryAttempts(),
                        event.getWaitInterval().toMillis(),
                        String.valueOf(event.getLastThrowable())));
    }

    interface Call<T> {
        T make() throws IOException;
    }

    /** @param name a stable word for metrics */
    <T> T call(String name, Call<T> call) throws IOException {
        return measured(name, () -> retry.executeCheckedSupplier(() -> attempt(callLimit, call)));
    }

    <T> T callComposing(String name, Call<T> call) throws IOException {
        return measured(name, () -> retry.executeCheckedSupplier(() -> attempt(composeLimit, call)));
    }

    /** A call that cannot simply be made again. */
    <T> T callOnce(String name, Call<T> call) throws IOException {
        return measured(name, () -> attempt(callLimit, call));
    }

    /** Whether calls are being refused without asking the store, because it kept failing. */
    boolean isLeftAlone() {
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN, HALF_OPEN -> true;
            case CLOSED, DISABLED, METRICS_ONLY -> false;
        };
    }

    private interface Guarded<T> {
        T run() throws Throwable;
    }

    private <T> T measured(String name, Guarded<T> guarded) throws IOException {
        long start = System.nanoTime();
        String outcome = "refused";
        try {
            T answer = guarded.run();
            outcome = "done";
            return answer;
        } catch (StoreUnavailable e) {
            outcome = "unavailable";
            throw e;
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted in a call to the store");
            interrupted.initCause(e);
            throw interrupted;
        } catch (Throwable e) {
            throw new IllegalStateException("a call to the store failed in no way that it may", e);
        } finally {
            meters.timer("retrace.store.calls", "call", name, "outcome", outcome)
                    .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
    }

    private <T> T attempt(TimeLimiter limit, Call<T> call) throws Throwable {
        try {
            return bulkhead.executeCheckedSupplier(() -> breaker.executeCheckedSupplier(() -> inTime(limit, call)));
        } catch (BulkheadFullException e) {
            throw new StoreUnavailable("the store is being asked too much at a time", e);
        } catch (CallNotPermittedException e) {
            throw new StoreUnavailable("the store has kept failing and is left alone for a while", e);
        }
    }

    private <T> T inTime(TimeLimiter limit, Call<T> call) throws Exception {
        try {
            return limit.executeFutureSupplier(() -> threads.submit(call::make));
        } catch (TimeoutException e) {
            throw new StoreUnavailable(
                    "the store has not answered within "
                            + limit.getTimeLimiterConfig().getTimeoutDuration(),
                    e);
        }
    }
}
