package retrace.infra.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import retrace.infra.chaos.EventLog.Entry;
import retrace.infra.streamer.screen.FrameCounter;

/** The checker finds what is wrong: without that, finding nothing would say nothing. */
class CheckerTest {

    private static final String SESSION = "session-1";
    private static final String OBJECT = "team/session-1/segment.mp4";
    private static final int WIDTH = 240;
    private static final int HEIGHT = 64;
    private static final int FRAMES = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Path video;
    private final List<Entry> events = new ArrayList<>();
    private final List<Sighting> sightings = new ArrayList<>();
    private final Map<Long, Long> painted = new HashMap<>();
    private final List<Kill> kills = new ArrayList<>();

    @BeforeEach
    void recordFiveNumbers() throws Exception {
        video = folder.resolve("store").resolve(OBJECT);
        Files.createDirectories(video.getParent());
        encode(video);
        event("session-started", "{}");
        event("segment-opened", "{\"segment\": \"segment-1\"}");
        event("segment-closed", closed());
        event("session-ended", "{}");
        LongStream.rangeClosed(1, FRAMES).forEach(number -> see(number, number));
    }

    private static void encode(Path target) throws IOException, InterruptedException {
        Process ffmpeg = new ProcessBuilder(
                        "ffmpeg",
                        "-v",
                        "error",
                        "-f",
                        "rawvideo",
                        "-pix_fmt",
                        "gray",
                        "-s",
                        WIDTH + "x" + HEIGHT,
                        "-r",
                        "10",
                        "-i",
                        "-",
                        target.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (OutputStream frames = ffmpeg.getOutputStream()) {
            for (int number = 1; number <= FRAMES; number++) {
                int[] pixels = new int[WIDTH * HEIGHT];
                FrameCounter.draw(number, pixels, WIDTH, HEIGHT);
                for (int pixel : pixels) {
                    frames.write(pixel);
                }
            }
        }
        assertThat(ffmpeg.waitFor()).isZero();
    }

    private String closed() throws Exception {
        byte[] bytes = Files.readAllBytes(video);
        CRC32C crc32c = new CRC32C();
        crc32c.update(bytes);
        return JSON.writeValueAsString(Map.of(
                "segment",
                Map.of(
                        "segment",
                        "segment-1",
                        "frames",
                        FRAMES,
                        "object",
                        Map.of(
                                "name", OBJECT,
                                "generation",
                                        new FolderUnderTest(folder.resolve("store"))
                                                .objects()
                                                .getFirst()
                                                .generation(),
                                "sizeBytes", bytes.length,
                                "crc32c", HexFormat.of().toHexDigits((int) crc32c.getValue()),
                                "sha256",
                                        HexFormat.of()
                                                .formatHex(MessageDigest.getInstance("SHA-256")
                                                        .digest(bytes))))));
    }

    private void event(String name, String json) throws IOException {
        events.add(new Entry(SESSION, name, JSON.readTree(json)));
    }

    private void see(long number, long second) {
        painted.put(number, Duration.ofSeconds(second).toNanos());
        sightings.add(new Sighting(number, Duration.ofSeconds(second).toNanos()));
    }

    private void kill(long fromMillis, long toMillis) {
        kills.add(new Kill(
                Duration.ofMillis(fromMillis).toNanos(),
                Duration.ofMillis(toMillis).toNanos()));
    }

    private Verdict check() throws IOException, InterruptedException {
        FolderUnderTest store = new FolderUnderTest(folder.resolve("store"));
        return new Checker(store, new EventLog(events), kills, folder)
                .check(List.of(new Shown(SESSION, sightings, painted)));
    }

    @Test
    void findsNothingWhereAllAgrees() throws Exception {
        Verdict verdict = check();

        assertThat(verdict.faults()).isEmpty();
        assertThat(verdict.isGood()).isTrue();
        assertThat(verdict.due()).isEqualTo(FRAMES);
        assertThat(verdict.frames()).isEqualTo(FRAMES);
    }

    @Test
    void findsANumberThatWasShownAndIsInNoRecording() throws Exception {
        see(6, 6);

        Verdict verdict = check();

        assertThat(verdict.lost()).isEqualTo(1);
        assertThat(verdict.faults()).singleElement().asString().contains("[6 (");
    }

    @Test
    void passesOverANumberThatTheNextOneMayHavePaintedOver() throws Exception {
        see(6, 6);
        painted.put(7L, Duration.ofMillis(6_030).toNanos());

        assertThat(check().lost()).isZero();
    }

    @Test
    void findsANumberThatStoodThoughTheNextOneWasSeenLate() throws Exception {
        see(6, 6);
        painted.put(7L, Duration.ofMillis(6_050).toNanos());

        assertThat(check().lost()).isEqualTo(1);
    }

    @Test
    void excusesWhatWasShownInTheLastTenSecondsBeforeAKill() throws Exception {
        see(6, 6);
        see(7, 7);
        kill(16_500, 16_500);

        Verdict verdict = check();

        assertThat(verdict.excused()).isEqualTo(1);
        assertThat(verdict.lost()).isEqualTo(1);
    }

    @Test
    void excusesWhatAProcessShowedWhileItDied() throws Exception {
        see(6, 6);
        see(7, 7);
        kill(5_990, 6_010);

        Verdict verdict = check();

        assertThat(verdict.excused()).isEqualTo(1);
        assertThat(verdict.lost()).isEqualTo(1);
    }

    @Test
    void findsAByteThatWasChanged() throws Exception {
        byte[] bytes = Files.readAllBytes(video);
        FileTime generation = Files.getLastModifiedTime(video);
        bytes[bytes.length / 2]++;
        Files.write(video, bytes);
        Files.setLastModifiedTime(video, generation);

        assertThat(check().faults())
                .contains(
                        OBJECT + " has another CRC32C than its event", OBJECT + " has another SHA-256 than its event");
    }

    @Test
    void findsAnObjectThatNoEventKnows() throws Exception {
        Files.writeString(folder.resolve("store/left-over"), "x");

        assertThat(check().faults()).singleElement().asString().contains("left-over");
    }

    @Test
    void findsASegmentThatIsLeftUnfinished() throws Exception {
        event("segment-opened", "{\"segment\": \"segment-2\"}");

        assertThat(check().faults()).singleElement().asString().contains("segment-2 is unfinished");
    }

    @Test
    void findsASessionThatRunsForEver() throws Exception {
        events.removeLast();

        assertThat(check().faults()).singleElement().asString().contains("has ended 0 times");
    }

    @Test
    void findsAFileThatIsGone() throws Exception {
        Files.delete(video);

        assertThat(check().lost()).isEqualTo(FRAMES);
    }
}
