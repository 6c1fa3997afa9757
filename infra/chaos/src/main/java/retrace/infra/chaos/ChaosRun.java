package retrace.infra.chaos;

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
import retrace.infra.chaos.Fault.ClosingStep;
import retrace.infra.chaos.Fault.Trouble;
import retrace.infra.streamer.DemoStreamer;

/** One run: technicians work, what is planned goes wrong, all settles, and the checker compares. */
final class ChaosRun {

    private static final Duration STEP_MAX = Duration.ofSeconds(30);
    /** Until what was held in memory while nothing could be written is in the spool. */
    private static final Duration WRITTEN_AFTER = Duration.ofSeconds(10);

    private static final int WIDTH = 800;
    private static final int HEIGHT = 600;
    private static final Technician.Stay STAY = new Technician.Stay(Duration.ofSeconds(10), Duration.ofSeconds(50));

    private final RunPlan plan;
    private final Path folder;
    private final PrintWriter out;
    private final List<Kill> kills = new ArrayList<>();
    private final List<String> happened = new ArrayList<>();

    ChaosRun(RunPlan plan, Path folder, PrintWriter out) {
        this.plan = plan;
        this.folder = folder;
        this.out = out;
    }

    /** What became of a run. */
    record Result(int kills, int faults, Verdict verdict) {}

    Result run() throws IOException, InterruptedException, SQLException {
        SteppedClock clock = new SteppedClock(folder);
        try (StoreUnderTest store = new GcsUnderTest();
                SmallDisk disk = new SmallDisk(folder.resolve("data/spool"));
                Deployment deployment = new Deployment(folder, settings(store, clock))) {
            deployment.start();
            List<Shown> shown = work(new Surroundings(deployment, store, disk, clock));
            Database database = new Database(deployment.data());
            Settling.await(database, store, out);
            Verdict verdict = new Checker(store, EventLog.read(database), kills, folder).check(shown);
            return new Result(kills.size(), happened.size(), verdict);
        }
    }

    /** What faults are inflicted on. */
    private record Surroundings(Deployment deployment, StoreUnderTest store, SmallDisk disk, SteppedClock clock) {}

    private Map<String, String> settings(StoreUnderTest store, SteppedClock clock) {
        Map<String, String> settings = new HashMap<>(store.settings());
        settings.put("retrace.relay.spool.disk-free-min", "8MB");
        settings.putAll(clock.settings());
        String beside = SteppedClock.InTheDeployment.class.getName();
        settings.put("spring.main.sources", plan.twice() ? beside + "," + DeliveredTwice.class.getName() : beside);
        return settings;
    }

    private List<Shown> work(Surroundings surroundings) throws IOException, InterruptedException {
        Deployment deployment = surroundings.deployment();
        List<DemoStreamer> desktops = new ArrayList<>();
        try {
            List<Technician> technicians = new ArrayList<>();
            for (int number = 1; number <= plan.desktops(); number++) {
                DemoStreamer desktop = DemoStreamer.start(new DemoStreamer.Config(
                        List.of(0), WIDTH, HEIGHT, Optional.empty(), java.time.InstantSource.system()));
                desktops.add(desktop);
                technicians.add(new Technician(
                        Computers.register(deployment.api(), number, desktop),
                        PaintTimes.of(desktop.screen(1)),
                        STAY,
                        deployment::api,
                        new Random(plan.seed() + number)));
            }
            inflict(surroundings);
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

    private void inflict(Surroundings surroundings) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        for (RunPlan.Planned planned : plan.faults()) {
            sleepUntil(begun + planned.at().toNanos());
            out.printf(
                    "  %4d s  %s%n",
                    TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun),
                    planned.fault().title());
            out.flush();
            inflict(planned.fault(), surroundings);
            happened.add(planned.fault().title());
        }
        sleepUntil(begun + plan.length().toNanos());
    }

    private static void sleepUntil(long nanoTime) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(Math.max(0, nanoTime - System.nanoTime()));
    }

    private void inflict(Fault fault, Surroundings on) throws IOException, InterruptedException {
        switch (fault) {
            case Fault.Kill kill -> {
                kill(on.deployment());
                Thread.sleep(kill.down());
                on.deployment().start();
            }
            case Fault.KillAtStep at -> killAt(at.step(), on);
            case Fault.Standstill still -> on.deployment().standStill(still.lasting());
            case Fault.StoreTrouble trouble -> {
                on.store().misbehave(trouble.trouble());
                Thread.sleep(trouble.lasting());
                on.store().behave();
            }
            case Fault.DatabaseDown down -> {
                Database database = new Database(on.deployment().data());
                database.stop();
                Thread.sleep(down.lasting());
                database.start();
            }
            case Fault.ClockStep step -> on.clock().set(step.by());
            case Fault.DiskFull full -> {
                on.store().misbehave(Trouble.REFUSES);
                on.disk().fill();
                Thread.sleep(full.lasting());
                on.disk().free();
                on.store().behave();
                Thread.sleep(WRITTEN_AFTER);
            }
        }
    }

    private void killAt(ClosingStep step, Surroundings on) throws IOException, InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        on.store().atNext(step, () -> {
            kill(on.deployment());
            reached.countDown();
        });
        if (!reached.await(STEP_MAX.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("no segment came to where " + step.words());
        }
        on.deployment().start();
    }

    private void kill(Deployment deployment) {
        try {
            long from = System.nanoTime();
            deployment.kill();
            kills.add(new Kill(from, System.nanoTime()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a process was killed", e);
        }
    }
}
