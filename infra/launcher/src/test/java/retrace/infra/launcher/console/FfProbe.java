package retrace.infra.launcher.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What FFmpeg's ffprobe says about a file. One that it finds anything wrong with fails the test. */
final class FfProbe {

    private FfProbe() {}

    /** How long it is. */
    static double seconds(Path file) throws IOException, InterruptedException {
        return Double.parseDouble(said(file, "-show_entries", "format=duration"));
    }

    /** When each frame is shown, from the file's beginning. */
    static List<Double> frameSeconds(Path file) throws IOException, InterruptedException {
        return said(file, "-select_streams", "v", "-show_entries", "packet=pts_time")
                .lines()
                .map(Double::valueOf)
                .toList();
    }

    private static String said(Path file, String... wanted) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ffprobe", "-v", "warning"));
        command.addAll(List.of(wanted));
        command.addAll(List.of("-of", "default=noprint_wrappers=1:nokey=1", file.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
