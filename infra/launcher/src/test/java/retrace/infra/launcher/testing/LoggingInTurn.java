package retrace.infra.launcher.testing;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;

/**
 * Several applications in one process, which only tests have, share its logging: one that begins with it takes away what
 * another has begun with. So they do that one after the other. Found by Spring in {@code META-INF/spring.factories}.
 */
final class LoggingInTurn implements SpringApplicationRunListener, Ordered {

    private static final ReentrantLock TURN = new ReentrantLock();

    /** Before Spring Boot's own, which tells those who set up the logging. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public void starting(ConfigurableBootstrapContext context) {
        TURN.lock();
    }

    @Override
    public void contextPrepared(ConfigurableApplicationContext context) {
        TURN.unlock();
    }

    @Override
    public void failed(@Nullable ConfigurableApplicationContext context, Throwable exception) {
        if (TURN.isHeldByCurrentThread()) {
            TURN.unlock();
        }
    }
}
