package retrace.infra.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import retrace.infra.chaos.EventLog.Entry;

/**
 * Two of each part behind the proxy of a deployment, of which each is told to stop and started again, one after the other,
 * while technicians work and the console is in use.
 */
class RollingRestartIT {

    private static final PrintWriter OUT = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    private static final int TECHNICIANS = 4;
    /** Longer than all of it, so that a relay must end the session. */
    private static final Technician.Stay LONG = new Technician.Stay(Duration.ofMinutes(15), Duration.ofMinutes(16));

    private static final Technician.Stay SHORT = new Technician.Stay(Duration.ofSeconds(2), Duration.ofSeconds(5));
    private static final String STOPPED = "RELAY_STOPPED";
    private static final Duration DRAIN_MAX = Duration.ofSeconds(6);
    /** What a JVM ends with that was told to by SIGTERM. */
    private static final int TOLD = 143;

    /** Of command sides and query sides; of relays both. All six: {@code -Dretrace.chaos.restarted=2}. */
    private static final int RESTARTED = Integer.getInteger("retrace.chaos.restarted", 1);

    private static final Duration BACK_MAX = Duration.ofSeconds(30);
    private static final Duration TAKEN_OVER_MAX = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private final List<Restart> restarts = new ArrayList<>();

    /**
     * A process was told to stop.
     *
     * @param toldAt by the clock that the events have their times from
     */
    private record Restart(Fleet.Member member, Instant toldAt) {

        boolean isOfRelay() {
            return member.part().equals("relay");
        }
    }

    @Test
    void nothingIsLostAndNobodyIsLeftWithoutAnAnswerWhileEachProcessIsRestarted() throws Exception {
        try (StoreUnderTest store = new GcsUnderTest();
                Fleet fleet =
                        Fleet.start(folder, store, Map.of("retrace.relay.drain-max", DRAIN_MAX.toSeconds() + "s"));
                FleetProxy proxy = fleet.proxy();
                FleetTeam team = FleetTeam.make(fleet, proxy)) {
            team.hire(LONG);
            for (int number = 2; number <= TECHNICIANS; number++) {
                team.hire(SHORT);
            }
            ConsoleLoad load = ConsoleLoad.start(signedIn(proxy), team.owner());
            try (load) {
                Thread.sleep(5000); // until the first recordings can be played
                awaitBothBuild(fleet);
                restartEach(fleet);
                awaitBothBuild(fleet);
            }
            team.stop();
            List<Shown> shown = team.shown();
            Settling.await(fleet.database(), store, OUT);

            EventLog log = EventLog.read(fleet.database());
            Verdict verdict = new Checker(store, log, List.of(), folder).check(shown);
            tell(load, verdict, proxyLog(fleet));
            assertThat(load.unanswered()).isEmpty();
            assertThat(load.sent()).isEqualTo(load.answered()).isGreaterThan(100);
            assertThat(load.played()).as("files fetched from a relay").isGreaterThan(5);
            assertThat(proxyLog(fleet)).filteredOn(ProxiedRequest::isFailed).isEmpty();
            assertEachChangeIsStoredOnce(load, log);
            assertThat(verdict.faults()).isEmpty();
            assertThat(verdict.lost()).isZero();
            assertThat(verdict.due()).as("pictures compared").isGreaterThan(50);
            assertSessionsEndedAsTheyShould(Life.allIn(log), fleet);
        }
    }

    private void restartEach(Fleet fleet) throws IOException, InterruptedException {
        for (String part : List.of("command-side", "query-side", "relay")) {
            int restarted = part.equals("relay") ? Fleet.OF_EACH : RESTARTED;
            for (int number = 1; number <= restarted; number++) {
                Fleet.Member member = fleet.member(part, number);
                Instant toldAt = Instant.now();
                member.process().terminate();
                assertThat(member.process().awaitEnd()).as(member.name()).isEqualTo(TOLD);
                Instant endedAt = Instant.now();
                restarts.add(new Restart(member, toldAt));
                if (part.equals("query-side")) {
                    awaitTakenOver(fleet, Fleet.OF_EACH + 1 - number);
                }
                fleet.startAgain(member);
                OUT.println("restarted " + member.name() + ": told at " + toldAt + ", ended after "
                        + Duration.between(toldAt, endedAt).toMillis() + " ms, ready after "
                        + Duration.between(endedAt, Instant.now()).toMillis() + " ms more");
                awaitBack(fleet, member);
            }
        }
    }

    /** An operator goes on to the next when the proxy sends requests there again. */
    private static void awaitBack(Fleet fleet, Fleet.Member member) throws IOException, InterruptedException {
        long latest = System.nanoTime() + BACK_MAX.toNanos();
        while (!ProxiedRequest.isUp(fleet.said("proxy"), member.name())) {
            assertThat(System.nanoTime())
                    .as("%s is waited for by the proxy", member)
                    .isLessThan(latest);
            Thread.sleep(100);
        }
    }

    /** All projections are followed by the query side that is left. */
    private static void awaitTakenOver(Fleet fleet, int left) throws IOException, InterruptedException {
        long since = System.nanoTime();
        Map<String, String> states = projections(fleet, left);
        while (!Set.copyOf(states.values()).equals(Set.of("FOLLOWING"))) {
            assertThat(Duration.ofNanos(System.nanoTime() - since))
                    .as("%s", states)
                    .isLessThan(TAKEN_OVER_MAX);
            Thread.sleep(50);
            states = projections(fleet, left);
        }
        OUT.println("query-side-" + left + " follows the events with all " + states.size() + " projections "
                + Duration.ofNanos(System.nanoTime() - since).toMillis() + " ms after the other has ended");
    }

    /** How they fare at a query side, by its health. */
    private static Map<String, String> projections(Fleet fleet, int number) throws IOException, InterruptedException {
        Map<String, String> states = new TreeMap<>();
        fleet.operator(fleet.address(fleet.member("query-side", number)))
                .health()
                .at("/components/projections/details")
                .properties()
                .forEach(each -> states.put(each.getKey(), each.getValue().asText()));
        return states;
    }

    /** They share the segments of the read models. */
    private static void awaitBothBuild(Fleet fleet) throws IOException, InterruptedException, SQLException {
        long latest = System.nanoTime() + BACK_MAX.toNanos();
        while (fleet.database().builders().size() < Fleet.OF_EACH) {
            assertThat(System.nanoTime()).as("both query sides build").isLessThan(latest);
            Thread.sleep(100);
        }
    }

    private void tell(ConsoleLoad load, Verdict verdict, List<ProxiedRequest> requests) {
        OUT.println(verdict.sessions() + " sessions, " + restarts.size() + " restarts, " + load.sent()
                + " requests sent, " + load.answered() + " answered, " + load.played() + " recordings played, "
                + requests.size() + " requests proxied, " + verdict);
        load.unanswered().forEach(OUT::println);
        requests.stream().filter(ProxiedRequest::isFailed).forEach(OUT::println);
    }

    private static List<ProxiedRequest> proxyLog(Fleet fleet) throws IOException {
        return ProxiedRequest.in(fleet.said("proxy"));
    }

    private static void assertEachChangeIsStoredOnce(ConsoleLoad load, EventLog log) {
        assertThat(told(
                        log,
                        "setting-changed",
                        "after",
                        event -> event.path("setting").asText().equals("DAYS_KEPT")))
                .containsExactlyElementsOf(load.daysKept());
        assertThat(told(
                        log,
                        "endpoint-registered",
                        "name",
                        event -> load.computers().contains(event.path("name").asText())))
                .containsExactlyElementsOf(load.computers());
        assertThat(told(log, "link-issued", "link", event -> true)).containsExactlyElementsOf(load.links());
    }

    private static List<String> told(EventLog log, String name, String member, Predicate<JsonNode> chosen) {
        return log.named(name).stream()
                .map(Entry::event)
                .filter(chosen)
                .map(event -> event.path(member).asText())
                .toList();
    }

    private void assertSessionsEndedAsTheyShould(List<Life> lives, Fleet fleet) throws IOException {
        OUT.println(new TreeMap<>(lives.stream().collect(Collectors.groupingBy(Life::reason, Collectors.counting()))));
        assertThat(lives).extracting(Life::reason).containsOnly("TECHNICIAN_LEFT", STOPPED);
        long wentOn = 0;
        long stopped = 0;
        for (Restart restart : restarts) {
            if (restart.isOfRelay()) {
                RelayLog said = new RelayLog(fleet.saidBefore(restart.member().name()));
                Instant drainsFrom = said.drainsFrom();
                List<Life> carried = lives.stream()
                        .filter(life -> said.carries(life.session()))
                        .toList();
                List<Life> ended = carried.stream()
                        .filter(life -> life.reason().equals(STOPPED))
                        .toList();
                assertThat(carried)
                        .as("sessions of %s, none of which has begun while it drained", restart.member())
                        .noneMatch(life -> life.startedAt().isAfter(drainsFrom));
                assertThat(ended)
                        .allMatch(
                                life -> life.endedAt().isAfter(restart.toldAt().plus(DRAIN_MAX)));
                stopped += ended.size();
                wentOn += carried.stream()
                        .filter(life -> !ended.contains(life) && life.endedAt().isAfter(drainsFrom))
                        .count();
            }
        }
        OUT.println(wentOn + " sessions went on to their own end on a relay that drained, " + stopped
                + " were ended by its limit");
        assertThat(wentOn).as("sessions that went on to their own end").isPositive();
        assertThat(stopped).as("sessions longer than the limit").isPositive();
    }

    private static Browser signedIn(FleetProxy proxy) throws IOException, InterruptedException {
        Browser browser = new Browser(proxy.address());
        assertThat(browser.signIn(FleetTeam.OWNER, FleetTeam.PASSWORD)).isEqualTo(204);
        return browser;
    }
}
