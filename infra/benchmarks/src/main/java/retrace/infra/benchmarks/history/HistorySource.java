package retrace.infra.benchmarks.history;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes the events of a plan, one after another in the order of time. Nothing is asked of the command side, which would
 * take too long; that it would have decided the same is held by a test.
 */
public final class HistorySource {

    private HistorySource() {}

    /** @param reader is told of each event, in order; what it throws ends it */
    public static void forEach(HistoryPlan plan, Consumer<HistoryEvent> reader) {
        Dice dice = new Dice(plan.seed());
        Journal journal = new Journal(plan.events(), dice, reader);
        World world = new World(new Clockwork(HistoryPlan.BEGIN), dice, journal);
        List<EndpointPark> parks = new ArrayList<>();
        for (int number = 0; number < plan.teams(); number++) {
            parks.add(beginTeam(world, plan, number));
        }
        while (!journal.isFull()) {
            world.clock().turn();
        }
        // What was decided last did not fit; events that come alone do.
        journal.reopen();
        while (journal.room() > 0) {
            parks.getFirst().updateAny();
        }
    }

    private static EndpointPark beginTeam(World world, HistoryPlan plan, int number) {
        SimulatedTeam team = TeamLife.begin(world, plan, number);
        EndpointPark park = EndpointPark.begin(world, team, plan, plan.endpointsOf(number));
        SessionRequests.begin(world, team, plan, plan.shareOf(number));
        return park;
    }
}
