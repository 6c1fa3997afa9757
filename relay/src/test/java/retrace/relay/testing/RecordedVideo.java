package retrace.relay.testing;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** A recorded file as FFmpeg's own programs find it. */
public record RecordedVideo(Path file) {

    /** What FFmpeg says against the file when it decodes all of it; empty where it is whole. */
    public String decodingErrors() {
        // with the file's own times: FFmpeg would guess a steady rate, and complain where frames are nearer than that
        return run(
                "ffmpeg",
                "-v",
                "error",
                "-i",
                file.toString(),
                "-fps_mode",
                "passthrough",
                "-enc_time_base",
                "-1",
                "-f",
                "null",
                "-");
    }

    /** @param entries as ffprobe names them, for example {@code stream=width,height} */
    public String probe(String entries) {
        return run("ffprobe", "-v", "error", "-show_entries", entries, "-of", "default=nw=1:nk=1", file.toString());
    }

    /** The picture that is shown so many seconds after the beginning. */
    public BufferedImage frameAt(String seconds) {
        return pictures("-ss", seconds, "-frames:v", "1").getFirst();
    }

    /** Every picture in order, none twice. */
    public List<BufferedImage> frames() {
        return pictures("-fps_mode", "passthrough");
    }

    public BufferedImage lastFrame() {
        return frames().getLast();
    }

    private List<BufferedImage> pictures(String... options) {
        try {
            Path folder = Files.createTempDirectory("frames");
            List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-i", file.toString()));
            command.addAll(List.of(options));
            command.add(folder.resolve("%05d.png").toString());
            run(command.toArray(String[]::new));
            return readAndDelete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<BufferedImage> readAndDelete(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.sorted().toList();
        }
        List<BufferedImage> pictures = new ArrayList<>();
        for (Path picture : files) {
            pictures.add(ImageIO.read(picture.toFile()));
            Files.delete(picture);
        }
        Files.delete(folder);
        return pictures;
    }

    /** Where it cannot do what it is asked for, the test fails with what it said. */
    private static String run(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            int exit = process.waitFor();
            if (exit != 0) {
                throw new AssertionError(String.join(" ", command) + " ended with " + exit + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(command[0] + " is needed for this test", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
