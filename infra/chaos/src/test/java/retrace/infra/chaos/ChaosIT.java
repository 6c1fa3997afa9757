package retrace.infra.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import retrace.infra.chaos.Fault.ClosingStep;
import retrace.infra.chaos.Fault.Trouble;
import retrace.infra.chaos.RunPlan.Planned;

/** A fixed set of faults, each kind once; longer runs with other seeds are for the command. */
class ChaosIT {

    private static final PrintWriter OUT = new PrintWriter(System.out, true, StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private static Planned at(int seconds, Fault fault) {
        return new Planned(Duration.ofSeconds(seconds), fault);
    }

    @Test
    void nothingThatWasShownIsLostWhateverGoesWrong() throws Exception {
        RunPlan plan = new RunPlan(
                1,
                2,
                Duration.ofSeconds(75),
                true,
                List.of(
                        at(8, new Fault.StoreTrouble(Trouble.LIES, Duration.ofSeconds(4))),
                        at(14, new Fault.StoreTrouble(Trouble.CUTS, Duration.ofSeconds(3))),
                        at(19, new Fault.KillAtStep(ClosingStep.COMPOSED)),
                        at(22, new Fault.DatabaseDown(Duration.ofSeconds(3))),
                        at(30, new Fault.ClockStep(Duration.ofHours(-1))),
                        at(33, new Fault.KillAtStep(ClosingStep.PART_STORED)),
                        at(36, new Fault.DiskFull(Duration.ofSeconds(6))),
                        at(50, new Fault.Kill(Duration.ZERO))));

        ChaosRun.Result result = new ChaosRun(plan, folder, OUT).run();

        OUT.println(result);
        assertThat(result.verdict().faults()).isEmpty();
        assertThat(result.verdict().lost()).isZero();
        assertThat(result.verdict().due()).as("pictures compared").isGreaterThan(100);
        assertThat(result.verdict().segments()).isGreaterThan(4);
        assertThat(result.faults()).isEqualTo(plan.faults().size());
    }
}
