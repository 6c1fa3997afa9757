package retrace.infra.benchmarks;

import java.util.Locale;

/**
 * What a number of sessions at once took of the relay.
 *
 * @param seconds how long they ran
 * @param cpuSeconds of all, their closing included
 * @param updates framebuffer updates that were passed on
 * @param waitedSeconds that the passing of pixels waited for recorders
 */
record RelayRow(
        int sessions,
        boolean recorded,
        boolean idle,
        double seconds,
        double cpuSeconds,
        long bytes,
        long updates,
        long recordedBytes,
        int frames,
        double waitedSeconds,
        Usage memory) {

    /**
     * @param residentBytes with the sessions, before garbage is collected
     * @param busy with the sessions
     * @param empty without them
     */
    record Usage(long residentBytes, Memory busy, Memory empty) {}

    static final String HEADER = String.format(
            "%8s %8s %9s | %11s %10s %8s %10s | %10s %7s %7s | %12s %12s %9s",
            "sessions",
            "recorder",
            "desktop",
            "CPU-s/min",
            "MB/min",
            "CPU-s/GB",
            "updates/s",
            "rec MB/min",
            "frames",
            "wait ms",
            "resident MB",
            "after GC MB",
            "heap MB");

    private double sessionMinutes() {
        return sessions * seconds / 60;
    }

    double cpuSecondsAMinute() {
        return cpuSeconds / sessionMinutes();
    }

    double recordedMegabytesAMinute() {
        return recordedBytes / 1e6 / sessionMinutes();
    }

    double residentMegabytes() {
        return perSession(memory.busy().residentBytes() - memory.empty().residentBytes());
    }

    private double perSession(long bytes) {
        return bytes / 1e6 / sessions;
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%8d %8s %9s | %11.3f %10.2f %8s %10.1f | %10.2f %7d %7.0f | %12.1f %12.1f %9.1f",
                sessions,
                recorded ? "on" : "off",
                idle ? "idle" : "active",
                cpuSecondsAMinute(),
                bytes / 1e6 / sessionMinutes(),
                bytes == 0 ? "-" : String.format(Locale.ROOT, "%.2f", cpuSeconds / (bytes / 1e9)),
                updates / seconds,
                recordedMegabytesAMinute(),
                frames,
                waitedSeconds * 1000,
                perSession(memory.residentBytes() - memory.empty().residentBytes()),
                residentMegabytes(),
                perSession(memory.busy().heapBytes() - memory.empty().heapBytes()));
    }
}
