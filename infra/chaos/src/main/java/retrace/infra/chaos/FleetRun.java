package retrace.infra.chaos;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Two of each part, as separate processes on one PostgreSQL and one bucket behind the proxy of a deployment; one of each is
 * killed while technicians record sessions. They reach each other by themselves or by way of an Axon Server.
 */
final class FleetRun {

    private static final int TECHNICIANS = 6;
    private static final Technician.Stay LONG = new Technician.Stay(Duration.ofSeconds(90), Duration.ofSeconds(99));
    private static final Technician.Stay SHORT = new Technician.Stay(Duration.ofSeconds(2), Duration.ofSeconds(5));

    /** Until the relays have shown how full they are. */
    private static final Duration RELAYS_SHOWN = Duration.ofSeconds(6);

    private static final int SESSIONS_BEFORE_KILLS = 10;
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(4);
    /** The other relay takes over, and technicians come again. */
    private static final Duration AFTER_KILLS = Duration.ofSeconds(40);

    private static final Duration SESSIONS_MAX = Duration.ofMinutes(15);
    private static final Duration ROUTED_MAX = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final int sessionsLeast;
    private final @Nullable AxonServerUnderTest axonServer;
    private final Path folder;
    private final PrintWriter out;
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, Handled> handled = new TreeMap<>();

    /**
     * @param sessionsLeast how many sessions are run through at least
     * @param axonServer by way of which processes reach each other; null where they do by themselves
     * @param folder for all its data, and what processes say
     */
    FleetRun(int sessionsLeast, @Nullable AxonServerUnderTest axonServer, Path folder, PrintWriter out) {
        this.sessionsLeast = sessionsLeast;
        this.axonServer = axonServer;
        this.folder = folder;
        this.out = out;
    }

    /**
     * What became of it.
     *
     * @param wrong sentences, those of the verdict included
     */
    record Result(Verdict verdict, List<String> wrong) {

        Result {
            wrong = List.copyOf(wrong);
        }

        boolean isGood() {
            return verdict.isGood() && wrong.isEmpty();
        }
    }

    Result run() throws IOException, InterruptedException, SQLException {
        Map<String, String> more = axonServer == null ? Map.of() : axonServer.settings();
        try (StoreUnderTest store = new GcsUnderTest();
                Fleet fleet = Fleet.start(folder, store, more);
                FleetProxy proxy = fleet.proxy();
                FleetTeam team = FleetTeam.make(fleet, proxy)) {
            say("two of each part run, at " + proxy.address());
            team.hire(LONG);
            SignedIn somebody = SignedIn.at(fleet, fleet.member("command-side", 1), wrong);
            Thread.sleep(RELAYS_SHOWN);
            for (int number = 2; number <= TECHNICIANS; number++) {
                team.hire(SHORT);
            }
            awaitSessions(team, SESSIONS_BEFORE_KILLS);
            awaitRouted();
            awaitBuiltByBoth(fleet);
            Kill relay = killOneOfEach(fleet, proxy, team, somebody);
            List<Shown> shown = workOn(team);
            say("waiting until all has settled");
            Settling.await(fleet.database(), store, out);
            EventLog log = EventLog.read(fleet.database());
            Verdict verdict = new Checker(store, log, List.of(relay), folder).check(shown);
            wrong.addAll(verdict.faults());
            check(fleet, team, shown, log);
            tell(verdict);
            return new Result(verdict, wrong);
        }
    }

    private void say(String sentence) {
        out.println("  " + sentence);
        out.flush();
    }

    /** Until commands and queries have reached both processes that there are for them, as Axon Server counts. */
    private void awaitRouted() throws IOException, InterruptedException {
        if (axonServer == null) {
            return;
        }
        long latest = System.nanoTime() + ROUTED_MAX.toNanos();
        noteHandled();
        while (!Handled.byBothOfEach(handled.values()) && System.nanoTime() < latest) {
            Thread.sleep(LOOK);
            noteHandled();
        }
        if (!Handled.byBothOfEach(handled.values())) {
            wrong.add("not both command sides and both query sides have handled something by way of Axon Server");
        }
        tellHandled("before the kills");
    }

    /** Until both query sides build read models, each of them some of their segments. */
    private void awaitBuiltByBoth(Fleet fleet) throws IOException, InterruptedException, SQLException {
        long latest = System.nanoTime() + ROUTED_MAX.toNanos();
        while (fleet.database().builders().size() < Fleet.OF_EACH && System.nanoTime() < latest) {
            Thread.sleep(LOOK);
        }
        Map<String, Integer> builders = fleet.database().builders();
        say("segments of the sessions log by process: " + builders.values());
        if (builders.size() != Fleet.OF_EACH) {
            wrong.add("not both query sides build the sessions log");
        }
    }

    /** Axon Server forgets what a process has handled as soon as that one is gone. */
    private void noteHandled() throws IOException, InterruptedException {
        if (axonServer != null) {
            axonServer.handled().forEach(one -> handled.put(one.process(), one));
        }
    }

    private void tellHandled(String when) {
        say("handled by way of Axon Server " + when + ":");
        handled.values().forEach(one -> say("  " + one));
    }

    private Kill killOneOfEach(Fleet fleet, FleetProxy proxy, FleetTeam team, SignedIn somebody)
            throws IOException, InterruptedException {
        kill(fleet.member("command-side", 1));
        Thread.sleep(BETWEEN_KILLS);
        kill(fleet.member("query-side", 1));
        Thread.sleep(BETWEEN_KILLS);
        wrong.addAll(somebody.use(proxy));
        return kill(carrying(fleet, team.firstOnesSession()));
    }

    private Kill kill(Fleet.Member member) throws IOException, InterruptedException {
        noteHandled();
        long from = System.nanoTime();
        member.process().kill();
        say("killed " + member.name());
        return new Kill(from, System.nanoTime());
    }

    private List<Shown> workOn(FleetTeam team) throws InterruptedException {
        Thread.sleep(AFTER_KILLS);
        awaitSessions(team, sessionsLeast);
        team.stop();
        return team.shown();
    }

    private static void awaitSessions(FleetTeam team, int least) throws InterruptedException {
        long latest = System.nanoTime() + SESSIONS_MAX.toNanos();
        while (team.shown().size() < least && System.nanoTime() < latest) {
            Thread.sleep(LOOK);
        }
    }

    private void check(Fleet fleet, FleetTeam team, List<Shown> shown, EventLog log)
            throws IOException, InterruptedException {
        if (shown.size() < sessionsLeast) {
            wrong.add("there were " + shown.size() + " sessions instead of " + sessionsLeast);
        }
        if (relays(shown, fleet) != Fleet.OF_EACH) {
            wrong.add("not both relays have carried sessions");
        }
        if (log.named("session-ended").stream()
                .noneMatch(ended -> ended.event().path("reason").asText().equals("RELAY_LOST"))) {
            wrong.add("the killed relay has left no session");
        }
        if (!team.owner()
                .get("/api/sessions")
                .toString()
                .contains(shown.getLast().session())) {
            wrong.add("the query side that is left has not gone on where the killed one stopped");
        }
    }

    /** The relay that has a session. */
    private static Fleet.Member carrying(Fleet fleet, String session) throws IOException {
        for (int number = 1; number <= Fleet.OF_EACH; number++) {
            Fleet.Member relay = fleet.member("relay", number);
            if (Files.readString(fleet.said(relay.name())).contains("session=" + session)) {
                return relay;
            }
        }
        throw new IllegalStateException("no relay says that it has " + session);
    }

    /** By what the relays say themselves of their sessions' ends and beginnings, in their logs. */
    private static long relays(List<Shown> shown, Fleet fleet) throws IOException {
        long relays = 0;
        for (int number = 1; number <= Fleet.OF_EACH; number++) {
            String said = Files.readString(fleet.said("relay-" + number));
            relays += shown.stream().anyMatch(one -> said.contains("session=" + one.session())) ? 1 : 0;
        }
        return relays;
    }

    private void tell(Verdict verdict) throws IOException, InterruptedException {
        if (axonServer != null) {
            noteHandled();
            tellHandled("in all, but for the last moments of those killed");
        }
        say(
                "sessions %d, segments %d, frames decoded %d; pictures checked %d, lost %d, missing of the last 10 s before a kill %d; wrong %d"
                        .formatted(
                                verdict.sessions(),
                                verdict.segments(),
                                verdict.frames(),
                                verdict.due(),
                                verdict.lost(),
                                verdict.excused(),
                                wrong.size()));
    }
}
