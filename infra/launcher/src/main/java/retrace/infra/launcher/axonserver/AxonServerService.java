package retrace.infra.launcher.axonserver;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.axonserver.connector.command.AxonServerCommandBus;
import org.axonframework.axonserver.connector.query.AxonServerQueryBus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Takes this process out when it stops: at first nothing new comes, then what is under way has a while to end. Axon does
 * that by itself only for buses that its own configuration makes.
 */
final class AxonServerService implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AxonServerService.class);
    private static final long STOPPING_SECONDS_MAX = 5;

    /** After Axon and the web server, and before sessions can begin; stopped when the last has ended. */
    private static final int PHASE = Integer.MAX_VALUE - 100;

    private final AxonServerConnectionManager connections;
    private final AxonServerCommandBus commands;
    private final AxonServerQueryBus queries;
    private boolean running; // guarded by this

    AxonServerService(
            AxonServerConnectionManager connections, AxonServerCommandBus commands, AxonServerQueryBus queries) {
        this.connections = connections;
        this.commands = commands;
        this.queries = queries;
    }

    @Override
    public synchronized void start() {
        connections.start();
        commands.start();
        queries.start();
        running = true;
    }

    @Override
    public synchronized void stop() {
        if (!running) {
            return;
        }
        running = false;
        try {
            commands.disconnect().get(STOPPING_SECONDS_MAX, TimeUnit.SECONDS);
            queries.disconnect();
            CompletableFuture.allOf(commands.shutdownDispatching(), queries.shutdownDispatching())
                    .get(STOPPING_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("not all that was under way by Axon Server has ended", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connections.disconnect(); // before the rest, which waits for it in vain otherwise
        connections.shutdown();
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
