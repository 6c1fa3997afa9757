package retrace.infra.launcher.up;

import java.io.PrintWriter;
import java.util.Locale;

/** Tells on the terminal what is being done, and how long each step took. */
final class Steps {

    private static final double NANOS_A_SECOND = 1e9;

    /** What a step does. */
    interface Step<T> {
        T take() throws Exception;
    }

    private final PrintWriter out;

    Steps(PrintWriter out) {
        this.out = out;
    }

    <T> T take(String what, Step<T> step) throws Exception {
        out.printf(Locale.ROOT, "  %-32s", what);
        out.flush();
        long startedAtNanos = System.nanoTime();
        T taken = step.take();
        out.printf(Locale.ROOT, "%5.1f s%n", (System.nanoTime() - startedAtNanos) / NANOS_A_SECOND);
        out.flush();
        return taken;
    }
}
