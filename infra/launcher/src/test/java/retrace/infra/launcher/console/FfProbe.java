package retrace.infra.launcher.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What FFmpeg's ffprobe says about a file. One that it finds anything wrong with fails the test. */
final class FfProbe {

    private FfProbe() {}

    static double seconds(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        "ffprobe",
                        "-v",
                        "warning",
                        "-show_entries",
                        "format=duration",
                        "-of",
                        "default=noprint_wrappers=1:nokey=1",
                        file.toString()))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        assertThat(process.waitFor()).as(said).isZero();
        return Double.parseDouble(said);
    }
}
