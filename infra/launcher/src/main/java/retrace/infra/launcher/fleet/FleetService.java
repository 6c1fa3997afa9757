package retrace.infra.launcher.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/**
 * Makes this process one of the fleet as soon as its handlers are there, shows again and again that it is, and takes it
 * out before they go.
 */
final class FleetService implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(FleetService.class);

    /** After Axon and the web server, and before sessions can begin; stopped when the last has ended. */
    private static final int PHASE = Integer.MAX_VALUE - 100;

    /** So much longer than the others look apart it takes messages of those that have not seen that it has left. */
    private static final Duration SEEN = Duration.ofMillis(500);

    private final String part;
    private final FleetProperties properties;
    private final @Nullable SSLContext tls;
    private final WireForm form;
    private final FleetServer.Handling handling;
    private final MemberTable table;
    private final Directory directory;
    private @Nullable FleetServer server;
    private @Nullable FleetMember own;
    private @Nullable Thread rounds;

    FleetService(
            String part,
            FleetProperties properties,
            @Nullable SSLContext tls,
            WireForm form,
            FleetServer.Handling handling,
            MemberTable table,
            Directory directory) {
        this.part = part;
        this.properties = properties;
        this.tls = tls;
        this.form = form;
        this.handling = handling;
        this.table = table;
        this.directory = directory;
    }

    @Override
    public synchronized void start() {
        try {
            FleetServer started = FleetServer.start(properties, tls, form, handling);
            server = started;
            FleetMember member =
                    new FleetMember(UUID.randomUUID().toString(), part, started.address(), directory.handledHere());
            own = member;
            table.show(member);
            directory.look();
            LOG.info("the {} is part of the fleet", member);
            rounds = Thread.ofVirtual().name("fleet").start(() -> goRound(member));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "It cannot listen at " + properties.bindAddress() + ":" + properties.port() + " for the others: "
                            + e.getMessage() + ". Choose another with retrace.fleet.port or .bind-address.",
                    e);
        }
    }

    private void goRound(FleetMember member) {
        Duration pause = properties.renewal();
        try {
            while (true) {
                Thread.sleep(pause);
                round(member);
            }
        } catch (InterruptedException e) {
            LOG.debug("no more rounds", e); // as stop asks for
        }
    }

    private void round(FleetMember member) {
        try {
            table.show(new FleetMember(member.id(), member.part(), member.address(), directory.handledHere()));
            directory.look();
        } catch (DataAccessException e) {
            LOG.warn("the fleet does not see this process, and is as it was: {}", e.getMessage());
        }
    }

    @Override
    public synchronized void stop() {
        FleetMember member = own;
        FleetServer running = server;
        Thread going = rounds;
        if (member == null || running == null || going == null) {
            return;
        }
        own = null;
        going.interrupt();
        try {
            going.join();
            table.leave(member);
            Thread.sleep(properties.renewal().plus(SEEN)); // or a message could meet its port as that closes
        } catch (DataAccessException e) {
            LOG.warn("the others will notice by themselves that this process is gone: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running.close();
    }

    /** While others of this phase wait for something else. */
    @Override
    public void stop(Runnable whenStopped) {
        Thread.ofVirtual().name("leaving the fleet").start(() -> {
            stop();
            whenStopped.run();
        });
    }

    @Override
    public synchronized boolean isRunning() {
        return own != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
