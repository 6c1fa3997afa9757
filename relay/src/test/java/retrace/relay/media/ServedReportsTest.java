package retrace.relay.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import retrace.kernel.id.LinkId;
import retrace.kernel.link.LinkCommand.ReportServed;
import retrace.kernel.link.Purpose;
import retrace.kernel.link.ServedRange;
import retrace.kernel.link.SignedAddress;
import retrace.relay.recording.encode.VideoFormat;
import retrace.relay.recording.mp4.Mp4Header;
import retrace.relay.recording.mp4.SampleIndex;
import retrace.relay.store.FolderStore;
import retrace.relay.store.ObjectFacts;
import retrace.relay.store.ObjectStore;
import retrace.relay.store.ObjectVersion;

/** What is reported of what is served, and when, with a clock that the test turns. */
class ServedReportsTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir
    Path folder;

    private final ConcurrentLinkedQueue<ReportServed> sent = new ConcurrentLinkedQueue<>();
    private Instant now = NOON;
    private @Nullable RuntimeException refusal;
    private ServedReports reports;
    private ObjectVersion object;
    private int mediaOffset;

    /** Ten pictures of 100 bytes, each shown for a second. */
    @BeforeEach
    void start() throws IOException {
        SampleIndex samples = new SampleIndex();
        for (int i = 0; i < 10; i++) {
            samples.add(100, i * 1000, i == 0);
        }
        byte[] header = Mp4Header.of(new VideoFormat(640, 480, new byte[40]), NOON, samples, 10_000);
        mediaOffset = header.length;
        ObjectStore store = new FolderStore(folder);
        object = store.create("a.mp4", ObjectFacts.NONE, List.of(ByteBuffer.wrap(header), ByteBuffer.allocate(1000)));
        reports = new ServedReports(this::send, store, "relay-1", () -> now);
    }

    private CompletableFuture<?> send(ReportServed report) {
        sent.add(report);
        RuntimeException failure = refusal;
        return failure == null ? CompletableFuture.completedFuture(null) : CompletableFuture.failedFuture(failure);
    }

    @Test
    void whatWasServedIsReportedTenSecondsAfterItBeganWithThePartOfTheVideoThatItIs() {
        SignedAddress link = link();
        serve(link, mediaOffset + 150, mediaOffset + 250);
        after(Duration.ofMillis(9_999));
        serve(link, mediaOffset + 250, mediaOffset + 350);
        assertThat(sent).isEmpty();

        after(Duration.ofMillis(1));

        assertThat(sent)
                .containsExactly(new ReportServed(
                        link.link(),
                        "relay-1 since 2026-11-24T12:00:00Z",
                        1,
                        List.of(new ServedRange(mediaOffset + 150, mediaOffset + 350, 1000, 4000)),
                        NOON.plusSeconds(10)));
        after(Duration.ofHours(1));
        assertThat(sent).hasSize(1);
    }

    @Test
    void aHeaderAloneShowsNothingAndPartsThatDoNotTouchAreToldApart() {
        SignedAddress link = link();
        serve(link, 0, mediaOffset - 1);
        serve(link, mediaOffset, mediaOffset + 1);
        serve(link, mediaOffset + 900, mediaOffset + 1000);
        after(ServedReports.INTERVAL);

        assertThat(sent.element().ranges())
                .containsExactly(
                        new ServedRange(0, mediaOffset - 1, 0, 0),
                        new ServedRange(mediaOffset, mediaOffset + 1, 0, 1000),
                        new ServedRange(mediaOffset + 900, mediaOffset + 1000, 9000, 10_000));
    }

    @Test
    void reportsOfALinkAreNumberedAndThoseOfAnotherFromOne() {
        SignedAddress one = link();
        SignedAddress two = link();
        serve(one, 0, 10);
        after(ServedReports.INTERVAL);
        serve(one, 10, 20);
        serve(two, 0, 10);
        after(ServedReports.INTERVAL);

        assertThat(sent.stream().filter(report -> report.link().equals(one.link())))
                .extracting(ReportServed::number)
                .containsExactly(1, 2);
        assertThat(sent.stream().filter(report -> report.link().equals(two.link())))
                .extracting(ReportServed::number)
                .containsExactly(1);
    }

    @Test
    void whenTheClientGoesAwayItIsReportedAtOnceButNotEachTimeThatSomebodySeeks() {
        SignedAddress link = link();
        breakOff(link, 0, 10);
        reports.round();
        assertThat(sent).hasSize(1);

        breakOff(link, 100, 110);
        breakOff(link, 200, 210);
        reports.round();
        assertThat(sent).hasSize(1);

        after(ServedReports.PAUSE_MIN);
        assertThat(sent).hasSize(2);
        assertThat(List.copyOf(sent).getLast().ranges()).hasSize(2);
    }

    @Test
    void aReportThatIsNotTakenInIsSentAgainWithItsNumberBeforeAnyOther() {
        SignedAddress link = link();
        serve(link, 0, 10);
        refusal = new IllegalStateException("nobody there");
        after(ServedReports.INTERVAL);
        serve(link, 500, 510);
        after(ServedReports.INTERVAL.minusMillis(1));
        assertThat(sent).hasSize(1);

        refusal = null;
        after(Duration.ofMillis(1));
        reports.round();
        after(ServedReports.INTERVAL);

        List<ReportServed> all = List.copyOf(sent);
        assertThat(all).hasSize(3);
        assertThat(all.get(1)).isEqualTo(all.get(0));
        assertThat(all.get(2).number()).isEqualTo(2);
        assertThat(all.get(2).ranges().getFirst().fromByte()).isEqualTo(500);
    }

    @Test
    void aReportThatIsNeverTakenInIsGivenUpAndTheNextOneComes() {
        SignedAddress link = link();
        ServedReports.Serving slow = reports.begin(link, object).orElseThrow();
        slow.wrote(0, 10);
        refusal = new IllegalStateException("nobody there");
        for (int i = 0; i < ServedLink.ATTEMPTS_MAX; i++) {
            after(Duration.ofMinutes(10));
        }
        assertThat(sent).hasSize(ServedLink.ATTEMPTS_MAX);
        refusal = null;
        slow.wrote(20, 30);
        after(ServedReports.INTERVAL);

        assertThat(List.copyOf(sent).getLast().number()).isEqualTo(2);
    }

    @Test
    void whenTheRelayStopsAllIsReported() {
        SignedAddress one = link();
        SignedAddress two = link();
        serve(one, 0, 10);
        serve(two, 0, 10);
        breakOff(two, 50, 60);
        reports.close();

        assertThat(sent).extracting(ReportServed::link).containsExactlyInAnyOrder(one.link(), two.link());
    }

    @Test
    void moreSinglePartsThanAReportHoldsAreReportedAtOnceAndWithoutAnAnswerNoMoreAreServed() {
        SignedAddress link = link();
        refusal = new IllegalStateException("nobody there");
        for (int i = 0; i < ServedLink.RANGES_MAX; i++) {
            serve(link, i * 2L, i * 2L + 1);
        }
        reports.round();
        assertThat(sent.element().ranges()).hasSize(ServedLink.RANGES_MAX);

        for (int i = 0; i < ServedLink.RANGES_MAX; i++) {
            serve(link, i * 2L, i * 2L + 1);
        }
        assertThat(reports.begin(link, object)).isEmpty();
        assertThat(reports.begin(link(), object)).isPresent();
    }

    @Test
    void moreLinksThanCanBeRememberedAreTurnedAwayUntilOthersHaveExpired() {
        for (int i = 0; i < ServedReports.LINKS_MAX; i++) {
            reports.begin(link(), object).ifPresent(ServedReports.Serving::close);
        }
        assertThat(reports.begin(link(), object)).isEmpty();

        after(Duration.ofMinutes(10));

        assertThat(reports.begin(link(), object)).isPresent();
    }

    @Test
    void ofAFileThatIsNoSegmentTheBytesAreReportedAllTheSame() throws IOException {
        ObjectVersion other =
                new FolderStore(folder).create("b.mp4", ObjectFacts.NONE, List.of(ByteBuffer.allocate(100)));
        List<ServedReports.Serving> serving = new ArrayList<>();
        reports.begin(link(), other).ifPresent(serving::add);
        serving.getFirst().wrote(0, 100);
        after(ServedReports.INTERVAL);

        assertThat(sent.element().ranges()).containsExactly(new ServedRange(0, 100, 0, 0));
    }

    private SignedAddress link() {
        return new SignedAddress(LinkId.create(), "a.mp4", Purpose.PLAY, now.plus(Duration.ofMinutes(10)));
    }

    private void serve(SignedAddress link, long from, long to) {
        Optional<ServedReports.Serving> serving = reports.begin(link, object);
        serving.orElseThrow().wrote(from, to);
        serving.get().close();
    }

    private void breakOff(SignedAddress link, long from, long to) {
        ServedReports.Serving serving = reports.begin(link, object).orElseThrow();
        serving.wrote(from, to);
        serving.broke();
        serving.close();
    }

    private void after(Duration time) {
        now = now.plus(time);
        reports.round();
    }
}
