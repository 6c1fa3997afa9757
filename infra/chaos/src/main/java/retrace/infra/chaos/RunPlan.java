package retrace.infra.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * What happens in one run, all of it decided by its seed.
 *
 * @param desktops how many are in a session at a time
 * @param length for how long technicians work; the faults lie within it
 * @param twice whether each of the relay's reports reaches the command side twice
 * @param faults by time
 */
record RunPlan(long seed, int desktops, Duration length, boolean twice, List<Planned> faults) {

    /** @param at from the run's beginning */
    record Planned(Duration at, Fault fault) {}

    private static final int FIRST_FAULT_SECONDS = 8;

    RunPlan {
        faults = faults.stream().sorted(Comparator.comparing(Planned::at)).toList();
    }

    /** What can go wrong. */
    enum Kind {
        KILL,
        KILL_AT_STEP,
        STANDSTILL,
        STORE,
        DATABASE,
        CLOCK,
        DISK
    }

    /** @param kinds at least one; a kind named twice happens twice as often */
    static RunPlan random(long seed, int desktops, Duration length, List<Kind> kinds) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<Planned> faults = new ArrayList<>();
        Duration at = Duration.ofSeconds(FIRST_FAULT_SECONDS + random.nextInt(10));
        while (at.compareTo(length.minusSeconds(5)) < 0) {
            faults.add(new Planned(at, randomFault(any(random, kinds), random)));
            at = at.plusSeconds(12 + random.nextInt(25));
        }
        return new RunPlan(seed, desktops, length, random.nextBoolean(), faults);
    }

    private static Fault randomFault(Kind kind, RandomGenerator random) {
        return switch (kind) {
            case KILL -> new Fault.Kill(Duration.ofSeconds(random.nextInt(4)));
            case KILL_AT_STEP -> new Fault.KillAtStep(any(random, List.of(Fault.ClosingStep.values())));
            case STANDSTILL -> new Fault.Standstill(Duration.ofSeconds(2 + random.nextInt(40)));
            case STORE ->
                new Fault.StoreTrouble(
                        any(random, List.of(Fault.Trouble.values())), Duration.ofSeconds(3 + random.nextInt(20)));
            case DATABASE -> new Fault.DatabaseDown(Duration.ofSeconds(1 + random.nextInt(12)));
            case CLOCK -> new Fault.ClockStep(Duration.ofSeconds(random.nextInt(7200) - 3600));
            case DISK -> new Fault.DiskFull(Duration.ofSeconds(5 + random.nextInt(20)));
        };
    }

    private static <T> T any(RandomGenerator random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
