package retrace.infra.launcher.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SignInLimitTest {

    private final AtomicLong nanos = new AtomicLong();
    private final SignInLimit limit = new SignInLimit(nanos::get);

    @Test
    void isReachedByTheLastFailureAndNotBefore() {
        fail(SignInLimit.FAILURES_MAX - 1, "ada", "10.0.0.1");
        assertThat(limit.isReached("ada", "10.0.0.1")).isFalse();

        fail(1, "ada", "10.0.0.1");

        assertThat(limit.isReached("ada", "10.0.0.1")).isTrue();
    }

    @Test
    void isTheSameForANameInAnyCase() {
        fail(SignInLimit.FAILURES_MAX, "ada", "10.0.0.1");

        assertThat(limit.isReached("ADA", "10.0.0.1")).isTrue();
    }

    @Test
    void keepsNobodyOutWhoComesFromElsewhere() {
        fail(SignInLimit.FAILURES_MAX, "ada", "10.0.0.1");

        assertThat(limit.isReached("ada", "10.0.0.2")).isFalse();
        assertThat(limit.isReached("grace", "10.0.0.1")).isFalse();
    }

    @Test
    void countsFromTheStartAgainAfterASuccess() {
        fail(SignInLimit.FAILURES_MAX - 1, "ada", "10.0.0.1");
        limit.succeeded("ada", "10.0.0.1");

        fail(1, "ada", "10.0.0.1");

        assertThat(limit.isReached("ada", "10.0.0.1")).isFalse();
    }

    @Test
    void isForgottenOnceTheWindowHasPassedSinceTheLastFailure() {
        fail(SignInLimit.FAILURES_MAX, "ada", "10.0.0.1");
        nanos.addAndGet(SignInLimit.WINDOW.toNanos() - 1);
        assertThat(limit.isReached("ada", "10.0.0.1")).isTrue();

        nanos.addAndGet(1);

        assertThat(limit.isReached("ada", "10.0.0.1")).isFalse();
    }

    private void fail(int times, String name, String address) {
        for (int i = 0; i < times; i++) {
            limit.failed(name, address);
        }
    }
}
