package retrace.infra.launcher.cli;

import java.io.BufferedWriter;
import java.io.PrintWriter;

/** Writes many lines without going to the terminal or the pipe for each, and notices when nobody reads them. */
final class Lines implements AutoCloseable {

    private static final int BUFFER_CHARS = 1 << 16;
    private static final int LINES_BETWEEN_LOOKS = 1000;

    private final PrintWriter out;
    private long written;

    Lines(PrintWriter to) {
        out = new PrintWriter(new BufferedWriter(to, BUFFER_CHARS));
    }

    /** @return whether there is still somebody who reads */
    boolean write(String line) {
        out.println(line);
        written++;
        return written % LINES_BETWEEN_LOOKS != 0 || !out.checkError();
    }

    /** Writes what is left; does not close what it writes to. */
    @Override
    public void close() {
        out.flush();
    }
}
