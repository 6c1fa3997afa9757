package retrace.infra.benchmarks;

import java.io.IOException;

/** What a process holds once garbage has been collected. */
record Memory(long residentBytes, long heapBytes) {

    static Memory tidied() throws IOException {
        Machine.tidy();
        return new Memory(Machine.residentBytes(), Machine.heapBytes());
    }
}
