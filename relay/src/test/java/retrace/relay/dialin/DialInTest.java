package retrace.relay.dialin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrace.kernel.endpoint.Monitor;
import retrace.kernel.endpoint.Reachability;
import retrace.kernel.endpoint.Reachability.Reachable;
import retrace.kernel.endpoint.Reachability.Unreachable;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.EndpointId;
import retrace.kernel.relay.IdentifyStreamer;
import retrace.kernel.relay.ProbeStreamer;
import retrace.kernel.relay.RelayCommand.AwaitViewer;
import retrace.kernel.relay.StreamerIdentity;
import retrace.kernel.session.EndReason;
import retrace.kernel.session.SessionCommand.OpenView;
import retrace.relay.recording.RecordingSettings;
import retrace.relay.session.SessionSettings;
import retrace.relay.testing.DiallingStreamer;
import retrace.relay.testing.RunningRelay;
import retrace.relay.testing.ScriptedViewer;

/** Streamers that dial in, by their number or without one, rightly or wrongly. */
@Timeout(60)
class DialInTest {

    private static final String NUMBER = "123456789";
    private static final EndpointId ENDPOINT = new EndpointId("endpoint-" + new UUID(0, 7));
    private static final AccountId TECHNICIAN = new AccountId("account-" + new UUID(0, 8));
    private static final AccountId COLLEAGUE = new AccountId("account-" + new UUID(0, 9));

    @TempDir
    Path folder;

    private RunningRelay relay() {
        return relay(DialInSettings.DEFAULT);
    }

    private RunningRelay relay(DialInSettings settings) {
        RunningRelay relay = new RunningRelay(folder, SessionSettings.DEFAULT, RecordingSettings.DEFAULT, settings);
        know(relay, NUMBER, TECHNICIAN, null);
        return relay;
    }

    private static DialInSettings impatient() {
        return new DialInSettings(2, 2, 200, 3, Duration.ofMillis(300), Duration.ofSeconds(5));
    }

    private static void know(
            RunningRelay relay, String number, @Nullable AccountId technician, @Nullable Instant until) {
        relay.numbers()
                .add(new IdentifyStreamer.ByNumber(number), new StreamerIdentity.Known(ENDPOINT, technician, until));
    }

    private static DiallingStreamer dialledIn(RunningRelay relay) throws IOException {
        return dialledIn(relay, NUMBER);
    }

    private static DiallingStreamer dialledIn(RunningRelay relay, String number) throws IOException {
        return new DiallingStreamer(relay.streamerPort())
                .say(DiallingStreamer.id(number))
                .greet();
    }

    private static Reachability probe(RunningRelay relay, AccountId technician) {
        return relay.dialler().probe(new ProbeStreamer(ENDPOINT, new Monitor(1, "Main", null), technician));
    }

    private static void awaitWaiting(RunningRelay relay) throws InterruptedException {
        await(() -> probe(relay, TECHNICIAN) instanceof Reachable);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it is waited for").isLessThan(end);
            Thread.sleep(10);
        }
    }

    private static AwaitViewer request() {
        return RunningRelay.viewerOfDialledIn(ENDPOINT, TECHNICIAN, true);
    }

    private static void assertSees(RunningRelay relay, AwaitViewer request, DiallingStreamer streamer)
            throws Exception {
        CompletableFuture<Void> shown = CompletableFuture.runAsync(() -> {
            try {
                streamer.show(0x204060);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        try (ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
            viewer.enter(relay.ticketFor(request)).ask();
            viewer.in().readFully(new byte[16 + 64 * 48 * 4]);
            shown.join();
        }
    }

    @Test
    void aStreamerWithANumberWaitsAndIsShownToItsTechnician() throws Exception {
        try (RunningRelay relay = relay();
                DiallingStreamer streamer = dialledIn(relay)) {
            awaitWaiting(relay);
            assertThat(probe(relay, TECHNICIAN)).isEqualTo(new Reachable("3.8"));
            assertSees(relay, request(), streamer);
            assertThat(relay.reports().awaitEnd().reason()).isEqualTo(EndReason.TECHNICIAN_LEFT);
            assertThat(relay.reports().await(OpenView.class).view().width()).isEqualTo(64);
            assertThat(relay.waiting().count()).isZero();
            assertThat(relay.dialIns("TAKEN")).isEqualTo(1);
        }
    }

    @Test
    void aReverseConnectionIsKnownByItsAddress() throws Exception {
        try (RunningRelay relay = relay();
                DiallingStreamer streamer = new DiallingStreamer(relay.streamerPort())) {
            relay.numbers()
                    .add(new IdentifyStreamer.ByHost("127.0.0.1"), new StreamerIdentity.Known(ENDPOINT, null, null));
            streamer.greet();
            awaitWaiting(relay);
            assertThat(probe(relay, COLLEAGUE)).isInstanceOf(Reachable.class);
            assertSees(relay, request(), streamer);
        }
    }

    @Test
    void whatIsSaidBeforeItIsHeardIsNotLost() throws Exception {
        try (RunningRelay relay = relay();
                DiallingStreamer streamer = new DiallingStreamer(relay.streamerPort())) {
            byte[] id = DiallingStreamer.id(NUMBER);
            streamer.say(Arrays.copyOf(id, 3));
            Thread.sleep(50);
            streamer.say(Arrays.copyOfRange(id, 3, 100));
            Thread.sleep(50);
            byte[] rest = Arrays.copyOf(Arrays.copyOfRange(id, 100, 250), 162);
            System.arraycopy(DiallingStreamer.GREETING.getBytes(US_ASCII), 0, rest, 150, 12);
            streamer.say(rest);
            awaitWaiting(relay);
            assertSees(relay, request(), streamer);
        }
    }

    @Test
    void aNumberMayBeTypedInGroups() throws Exception {
        try (RunningRelay relay = relay();
                DiallingStreamer streamer = dialledIn(relay, "123 456-789")) {
            awaitWaiting(relay);
            assertSees(relay, request(), streamer);
        }
    }

    @Test
    void whatStandsBehindTheNumbersEndIsNotLookedAt() throws Exception {
        try (RunningRelay relay = relay();
                DiallingStreamer streamer = dialledIn(relay, NUMBER + "\0left over from before")) {
            awaitWaiting(relay);
            assertSees(relay, request(), streamer);
        }
    }

    @Test
    void aWrongNumberIsTurnedAwayAndCounted() throws Exception {
        try (RunningRelay relay = relay();
                DiallingStreamer streamer = dialledIn(relay, "987654321")) {
            assertThat(streamer.isTurnedAway()).isTrue();
            assertThat(relay.dialIns("UNKNOWN")).isEqualTo(1);
        }
    }

    @Test
    void aReverseConnectionFromAnywhereElseIsTurnedAway() throws Exception {
        try (RunningRelay relay = relay();
                DiallingStreamer streamer = new DiallingStreamer(relay.streamerPort()).greet()) {
            assertThat(streamer.isTurnedAway()).isTrue();
            assertThat(relay.dialIns("UNKNOWN")).isEqualTo(1);
        }
    }

    @Test
    void whoeverGuessesNumbersIsTurnedAwayUnheard() throws Exception {
        try (RunningRelay relay = relay(impatient())) {
            for (int attempt = 0; attempt < 3; attempt++) {
                try (DiallingStreamer streamer = dialledIn(relay, "98765432" + attempt)) {
                    assertThat(streamer.isTurnedAway()).isTrue();
                }
            }
            try (DiallingStreamer streamer = new DiallingStreamer(relay.streamerPort())) {
                assertThat(streamer.isTurnedAway()).isTrue();
                await(() -> relay.dialIns("TOO_MANY_ATTEMPTS") == 1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\n\r\n", "\0\0\0\0\0\0\0\0\0\0\0\0", "RFB x03.008\n", "RFB 002.000\n"})
    void whatIsNoStreamerIsTurnedAway(String said) throws Exception {
        try (RunningRelay relay = relay();
                DiallingStreamer streamer = new DiallingStreamer(relay.streamerPort()).say(said.getBytes(US_ASCII))) {
            assertGone(streamer);
            await(() -> relay.dialIns("PROTOCOL_VIOLATION") == 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12a", "123456789012345678901", "-"})
    void anIdThatIsNoNumberIsTurnedAway(String number) throws Exception {
        try (RunningRelay relay = relay();
                DiallingStreamer streamer = dialledIn(relay, number)) {
            assertGone(streamer);
            await(() -> relay.dialIns("PROTOCOL_VIOLATION") == 1);
        }
    }

    /** What was said and not heard may break the connection before its end is seen. */
    private static void assertGone(DiallingStreamer streamer) {
        try {
            assertThat(streamer.isTurnedAway()).isTrue();
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("reset");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 100, 250, 261})
    void silenceInTheMiddleIsNotWaitedForLong(int bytes) throws Exception {
        byte[] all = Arrays.copyOf(DiallingStreamer.id(NUMBER), 262);
        System.arraycopy(DiallingStreamer.GREETING.getBytes(US_ASCII), 0, all, 250, 12);
        try (RunningRelay relay = relay(impatient());
                DiallingStreamer streamer = new DiallingStreamer(relay.streamerPort())) {
            streamer.say(Arrays.copyOf(all, bytes));
            assertThat(streamer.isTurnedAway()).isTrue();
            await(() -> relay.dialIns("LEFT") == 1);
        }
    }

    @Test
    void aStreamerThatLeavesNoLongerWaits() throws Exception {
        try (RunningRelay relay = relay()) {
            try (DiallingStreamer streamer = dialledIn(relay)) {
                awaitWaiting(relay);
                assertThat(relay.waiting().count()).isEqualTo(1);
            }
            await(() -> relay.waiting().count() == 0);
            assertThat(relay.dialIns("LEFT")).isEqualTo(1);
            assertThat(probe(relay, TECHNICIAN)).isEqualTo(new Unreachable("its streamer has not dialled in"));
        }
    }

    @Test
    void aStreamerThatSpeaksOutOfTurnIsSentAway() throws Exception {
        try (RunningRelay relay = relay();
                DiallingStreamer streamer = dialledIn(relay)) {
            awaitWaiting(relay);
            streamer.say(new byte[] {1, 1});
            assertThat(streamer.isTurnedAway()).isTrue();
            assertThat(relay.dialIns("PROTOCOL_VIOLATION")).isEqualTo(1);
        }
    }

    @Test
    void ofTwoTheNewerWaits() throws Exception {
        try (RunningRelay relay = relay();
                DiallingStreamer older = dialledIn(relay)) {
            awaitWaiting(relay);
            try (DiallingStreamer newer = dialledIn(relay)) {
                assertThat(older.isTurnedAway()).isTrue();
                assertThat(relay.dialIns("REPLACED")).isEqualTo(1);
                assertSees(relay, request(), newer);
            }
        }
    }

    @Test
    void aCodesTimeIsTheTimeThatItsStreamerWaits() throws Exception {
        try (RunningRelay relay = relay()) {
            know(relay, "111111111", TECHNICIAN, Instant.now().plusMillis(300));
            try (DiallingStreamer streamer = dialledIn(relay, "111111111")) {
                assertThat(streamer.isTurnedAway()).isTrue();
                await(() -> relay.dialIns("EXPIRED") == 1);
                assertThat(relay.waiting().count()).isZero();
            }
        }
    }

    @Test
    void anotherTechnicianDoesNotFindIt() throws Exception {
        try (RunningRelay relay = relay();
                DiallingStreamer streamer = dialledIn(relay)) {
            awaitWaiting(relay);
            assertThat(probe(relay, COLLEAGUE)).isInstanceOf(Unreachable.class);
            try (ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
                viewer.prove("003.008", relay.ticketFor(RunningRelay.viewerOfDialledIn(ENDPOINT, COLLEAGUE, false)));
                assertThat(viewer.in().readInt()).isEqualTo(1);
                assertThat(viewer.reason()).contains("streamer has not dialled in");
            }
            assertThat(probe(relay, TECHNICIAN)).isInstanceOf(Reachable.class);
            assertSees(relay, request(), streamer);
        }
    }

    @Test
    void aStreamerThatDialsInAgainIsThereForTheNextView() throws Exception {
        try (RunningRelay relay = relay();
                DiallingStreamer first = dialledIn(relay)) {
            awaitWaiting(relay);
            AwaitViewer request = request();
            assertSees(relay, request, first);
            relay.reports().awaitEnd();
            CompletableFuture<DiallingStreamer> again = CompletableFuture.supplyAsync(() -> {
                try {
                    Thread.sleep(500); // after the viewer has come
                    return dialledIn(relay);
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            try (ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
                viewer.prove("003.008", relay.ticketFor(request()));
                try (DiallingStreamer second = again.join()) {
                    CompletableFuture<Void> shown = CompletableFuture.runAsync(() -> {
                        try {
                            second.show(1);
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    });
                    assertThat(viewer.in().readInt()).isZero();
                    viewer.out().write(1);
                    viewer.in().readFully(new byte[20]);
                    viewer.in().readFully(new byte[viewer.in().readInt()]);
                    viewer.ask();
                    shown.join();
                }
            }
        }
    }

    @Test
    void onlySoManyWait() throws Exception {
        try (RunningRelay relay = relay(impatient())) {
            for (int i = 0; i < 3; i++) {
                relay.numbers()
                        .add(
                                new IdentifyStreamer.ByNumber("10000000" + i),
                                new StreamerIdentity.Known(new EndpointId("endpoint-" + new UUID(1, i)), null, null));
            }
            try (DiallingStreamer first = dialledIn(relay, "100000000");
                    DiallingStreamer second = dialledIn(relay, "100000001")) {
                await(() -> relay.waiting().count() == 2);
                try (DiallingStreamer third = dialledIn(relay, "100000002")) {
                    assertThat(third.isTurnedAway()).isTrue();
                }
                try (DiallingStreamer inPlaceOfTheFirst = dialledIn(relay, "100000000")) {
                    assertThat(first.isTurnedAway()).isTrue();
                    assertThat(relay.waiting().count()).isEqualTo(2);
                }
                assertThat(relay.dialIns("TOO_MANY_WAITING")).isEqualTo(1);
            }
        }
    }

    @Test
    void nobodyIsBlamedWhileTheCommandSideIsAway() throws Exception {
        try (RunningRelay relay = relay(impatient())) {
            relay.numbers().fail();
            for (int attempt = 0; attempt < 4; attempt++) {
                try (DiallingStreamer streamer = dialledIn(relay)) {
                    assertThat(streamer.isTurnedAway()).isTrue();
                }
            }
            assertThat(relay.dialIns("UNIDENTIFIED")).isEqualTo(4);
        }
    }

    @Test
    void aRelayThatStopsSendsThoseAwayThatWait() throws Exception {
        RunningRelay relay = relay();
        try (DiallingStreamer streamer = dialledIn(relay)) {
            awaitWaiting(relay);
            relay.close();
            assertThat(streamer.isTurnedAway()).isTrue();
        }
    }
}
