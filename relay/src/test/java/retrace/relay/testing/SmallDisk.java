package retrace.relay.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A file system of a few MiB that can really be full, where this machine allows it: a tmpfs, which only root may mount.
 * Elsewhere it is an ordinary folder, and {@link #isSmall} says so.
 */
public final class SmallDisk implements AutoCloseable {

    private final Path folder;
    private final boolean small;

    public SmallDisk(Path folder, int mebibytes) throws IOException, InterruptedException {
        this.folder = folder;
        small = run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", folder.toString());
    }

    public Path folder() {
        return folder;
    }

    public boolean isSmall() {
        return small;
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // no such program
        }
    }

    @Override
    public void close() throws InterruptedException {
        if (small) {
            run("umount", "-l", folder.toString());
        }
    }
}
