package retrace.infra.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import retrace.kernel.endpoint.EndpointCommand.RegisterEndpoint;
import retrace.kernel.endpoint.Monitor;
import retrace.kernel.endpoint.StreamerAddress;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.SessionId;
import retrace.kernel.platform.Platform;
import retrace.kernel.platform.StreamerVersion;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Caller;

/**
 * Sessions that begin at a steady pace through the command side as it runs, as long as those before leave a computer free
 * for the next.
 */
final class SteadySessions {

    /** A session takes a second; so many can be under way at the same time, late ones included. */
    private static final int COMPUTERS_A_SESSION_A_SECOND = 3;

    /**
     * @param missed how many more were to begin, when all computers were still in one
     * @param failures of those sessions of which a command was refused or failed
     */
    record Begun(int sessions, int missed, List<Throwable> failures) {}

    private final CommandGateway commands;
    private final Caller technician;
    private final Consumer<SessionId> started;

    /** @param started is told of each session as soon as its start is stored, by the thread that has stored it */
    SteadySessions(CommandGateway commands, Caller technician, Consumer<SessionId> started) {
        this.commands = commands;
        this.technician = technician;
        this.started = started;
    }

    /** @return once all of them have ended */
    Begun run(double sessionsASecond, Duration time) throws InterruptedException {
        Queue<EndpointId> free =
                new ConcurrentLinkedQueue<>(computers((int) Math.ceil(sessionsASecond * COMPUTERS_A_SESSION_A_SECOND)));
        int count = (int) Math.round(sessionsASecond * time.toSeconds());
        List<Future<?>> sessions = new ArrayList<>();
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                sleepUntil(begin + Math.round(i * 1e9 / sessionsASecond));
                @Nullable EndpointId computer = free.poll();
                if (computer != null) {
                    sessions.add(threads.submit(() -> {
                        live(new BriefSession(SessionId.create(), computer, technician));
                        return free.add(computer);
                    }));
                }
            }
        }
        List<Throwable> failures = sessions.stream()
                .filter(session -> session.state() == Future.State.FAILED)
                .map(Future::exceptionNow)
                .toList();
        return new Begun(sessions.size(), count - sessions.size(), failures);
    }

    private void live(BriefSession session) throws InterruptedException {
        commands.sendAndWait(session.start());
        started.accept(session.session());
        long began = System.nanoTime();
        for (BriefSession.Step step : session.steps(Instant.now())) {
            sleepUntil(began + step.after().toNanos());
            commands.sendAndWait(step.command());
        }
    }

    private static void sleepUntil(long nanoTime) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nanoTime - System.nanoTime());
    }

    private List<EndpointId> computers(int count) {
        List<EndpointId> computers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            EndpointId computer = EndpointId.create();
            commands.sendAndWait(new RegisterEndpoint(
                    computer,
                    "Computer " + i,
                    Platform.WINDOWS,
                    AccessKind.UNATTENDED,
                    new StreamerVersion("4.0.0.0"),
                    List.of(new Monitor(1, "Monitor 1", new StreamerAddress("127.0.0.1", 5900))),
                    technician));
            computers.add(computer);
        }
        return computers;
    }
}
