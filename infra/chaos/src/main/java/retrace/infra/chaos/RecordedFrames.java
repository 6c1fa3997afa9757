package retrace.infra.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import retrace.infra.streamer.screen.FrameCounter;

/**
 * What a recorded file shows, as FFmpeg's own program decodes it: nothing of ours has a hand in this.
 *
 * @param counters the number in each frame, in order; empty where a frame has none that is sound
 * @param complaints what FFmpeg says against the file; empty where it is whole
 */
record RecordedFrames(List<OptionalLong> counters, String complaints) {

    private static final int STRIP_WIDTH = FrameCounter.MARGIN + FrameCounter.WIDTH;
    private static final int STRIP_HEIGHT = FrameCounter.MARGIN + FrameCounter.HEIGHT;

    static RecordedFrames of(Path video) throws IOException, InterruptedException {
        Process ffmpeg = new ProcessBuilder(
                        "ffmpeg",
                        "-v",
                        "error",
                        "-i",
                        video.toString(),
                        "-vf",
                        "crop=" + STRIP_WIDTH + ":" + STRIP_HEIGHT + ":0:ih-" + STRIP_HEIGHT + ",format=gray",
                        "-fps_mode",
                        "passthrough",
                        "-enc_time_base",
                        "-1",
                        "-f",
                        "rawvideo",
                        "-")
                .start();
        StringBuilder complaints = new StringBuilder();
        Thread errors = Thread.ofVirtual().start(() -> complaints.append(textOf(ffmpeg.getErrorStream())));
        List<OptionalLong> counters = counters(ffmpeg.getInputStream());
        int exit = ffmpeg.waitFor();
        errors.join();
        if (exit != 0) {
            complaints.append(" (exit ").append(exit).append(')');
        }
        return new RecordedFrames(counters, complaints.toString().strip());
    }

    private static List<OptionalLong> counters(InputStream strips) throws IOException {
        List<OptionalLong> counters = new ArrayList<>();
        byte[] grey = new byte[STRIP_WIDTH * STRIP_HEIGHT];
        int[] pixels = new int[grey.length];
        while (strips.readNBytes(grey, 0, grey.length) == grey.length) {
            for (int i = 0; i < grey.length; i++) {
                pixels[i] = (grey[i] & 0xFF) * 0x010101;
            }
            counters.add(FrameCounter.read(pixels, STRIP_WIDTH, STRIP_HEIGHT));
        }
        return counters;
    }

    private static String textOf(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
