package retrace.infra.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import retrace.infra.streamer.DemoStreamer;

/** One run: technicians work, what is planned goes wrong, all settles, and the checker compares. */
final class ChaosRun {

    private static final Duration SETTLING_MAX = Duration.ofMinutes(2);
    private static final Duration STEP_MAX = Duration.ofSeconds(30);
    private static final int WIDTH = 800;
    private static final int HEIGHT = 600;

    private final RunPlan plan;
    private final Path folder;
    private final PrintWriter out;
    private final List<Long> kills = new ArrayList<>();
    private final List<String> happened = new ArrayList<>();

    ChaosRun(RunPlan plan, Path folder, PrintWriter out) {
        this.plan = plan;
        this.folder = folder;
        this.out = out;
    }

    /** What became of a run. */
    record Result(int kills, int faults, Verdict verdict) {}

    Result run() throws IOException, InterruptedException, SQLException {
        try (StoreUnderTest store = new FolderUnderTest(folder.resolve("data/recordings"));
                Deployment deployment = new Deployment(folder, settings(store), Map.of())) {
            deployment.start();
            List<Shown> shown = work(deployment, store);
            Database database = new Database(deployment.data());
            awaitSettled(database);
            Verdict verdict = new Checker(store, EventLog.read(database), kills, folder).check(shown);
            return new Result(kills.size(), happened.size(), verdict);
        }
    }

    private Map<String, String> settings(StoreUnderTest store) {
        Map<String, String> settings = new HashMap<>(store.settings());
        if (plan.twice()) {
            settings.put("spring.main.sources", DeliveredTwice.class.getName());
        }
        return settings;
    }

    private List<Shown> work(Deployment deployment, StoreUnderTest store) throws IOException, InterruptedException {
        List<DemoStreamer> desktops = new ArrayList<>();
        try {
            List<Technician> technicians = new ArrayList<>();
            for (int number = 1; number <= plan.desktops(); number++) {
                DemoStreamer desktop = DemoStreamer.start(new DemoStreamer.Config(
                        List.of(0), WIDTH, HEIGHT, Optional.empty(), java.time.InstantSource.system()));
                desktops.add(desktop);
                technicians.add(new Technician(
                        register(deployment, number, desktop), deployment::api, new Random(plan.seed() + number)));
            }
            inflict(deployment, store);
            for (Technician technician : technicians) {
                technician.stop();
            }
            return technicians.stream()
                    .flatMap(technician -> technician.shown().stream())
                    .toList();
        } finally {
            for (DemoStreamer desktop : desktops) {
                desktop.close();
            }
        }
    }

    private static String register(Deployment deployment, int number, DemoStreamer desktop)
            throws IOException, InterruptedException {
        DemoStreamer.Monitor monitor = desktop.monitors().getFirst();
        JsonNode endpoint = deployment
                .api()
                .post(
                        "/api/endpoints",
                        Map.of(
                                "name",
                                "Desktop " + number,
                                "platform",
                                "LINUX",
                                "accessKind",
                                "UNATTENDED",
                                "streamerVersion",
                                "3.5.8.0",
                                "monitors",
                                List.of(Map.of("host", monitor.host(), "port", monitor.port()))));
        return endpoint.path("endpoint").asText();
    }

    private void inflict(Deployment deployment, StoreUnderTest store) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        for (RunPlan.Planned planned : plan.faults()) {
            sleepUntil(begun + planned.at().toNanos());
            out.printf(
                    "  %4d s  %s%n",
                    TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun),
                    planned.fault().title());
            out.flush();
            inflict(planned.fault(), deployment, store);
            happened.add(planned.fault().title());
        }
        sleepUntil(begun + plan.length().toNanos());
    }

    private static void sleepUntil(long nanoTime) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(Math.max(0, nanoTime - System.nanoTime()));
    }

    private void inflict(Fault fault, Deployment deployment, StoreUnderTest store)
            throws IOException, InterruptedException {
        switch (fault) {
            case Fault.Kill kill -> {
                kill(deployment);
                Thread.sleep(kill.down());
                deployment.start();
            }
            case Fault.KillAtStep step -> {
                CountDownLatch reached = new CountDownLatch(1);
                store.atNext(step.step(), () -> {
                    kill(deployment);
                    reached.countDown();
                });
                if (!reached.await(STEP_MAX.toSeconds(), TimeUnit.SECONDS)) {
                    throw new IllegalStateException(
                            "no segment came to where " + step.step().words());
                }
                deployment.start();
            }
            case Fault.StoreTrouble trouble -> {
                store.misbehave(trouble.trouble());
                Thread.sleep(trouble.lasting());
                store.behave();
            }
            case Fault.DatabaseDown down -> {
                Database database = new Database(deployment.data());
                database.stop();
                Thread.sleep(down.lasting());
                database.start();
            }
            case Fault.ClockStep step -> throw new UnsupportedOperationException(step.title());
            case Fault.DiskFull full -> throw new UnsupportedOperationException(full.title());
        }
    }

    private void kill(Deployment deployment) {
        try {
            kills.add(System.nanoTime());
            deployment.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a process was killed", e);
        }
    }

    /** Until every session has ended and none of its segments is unfinished, by the events; the checker says the rest. */
    private void awaitSettled(Database database) throws InterruptedException {
        long latest = System.nanoTime() + SETTLING_MAX.toNanos();
        while (System.nanoTime() < latest) {
            try {
                if (EventLog.read(database).isSettled()) {
                    Thread.sleep(3000); // parts are deleted after their segment's closing was taken in
                    return;
                }
            } catch (IOException | SQLException e) {
                out.println("  the events cannot be read: " + e.getMessage());
            }
            Thread.sleep(1000);
        }
    }
}
