package retrace.relay.recording.mp4;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The samples of a segment in their order: size, time and whether each is a key frame. Grows by doubling; a day at ten
 * frames a second takes some 7 MB. Times are milliseconds since the first sample and rise strictly.
 */
public final class SampleIndex {

    private int[] sizes = new int[256];
    private int[] times = new int[256];
    private final BitSet keys = new BitSet();
    private int count;
    private int keyCount;
    private int durationRuns;
    private long mediaBytes;

    public void add(int sizeBytes, int timeMillis, boolean key) {
        if (count > 0 ? timeMillis <= times[count - 1] : timeMillis != 0) {
            throw new IllegalStateException("sample " + count + " at " + timeMillis + " ms is out of order");
        }
        if (count == sizes.length) {
            sizes = Arrays.copyOf(sizes, count * 2);
            times = Arrays.copyOf(times, count * 2);
        }
        durationRuns = runsWith(timeMillis);
        sizes[count] = sizeBytes;
        times[count] = timeMillis;
        if (key) {
            keys.set(count);
            keyCount++;
        }
        count++;
        mediaBytes += sizeBytes;
    }

    /** Runs of equal durations, the last sample's left out, were one more sample to come at {@code timeMillis}. */
    private int runsWith(int timeMillis) {
        if (count < 2) {
            return count;
        }
        int closing = timeMillis - times[count - 1];
        int before = times[count - 1] - times[count - 2];
        return closing == before ? durationRuns : durationRuns + 1;
    }

    public int count() {
        return count;
    }

    public int keyCount() {
        return keyCount;
    }

    public long mediaBytes() {
        return mediaBytes;
    }

    public int sizeBytes(int sample) {
        return sizes[sample];
    }

    public int timeMillis(int sample) {
        return times[sample];
    }

    public int lastTimeMillis() {
        return times[count - 1];
    }

    public boolean isKey(int sample) {
        return keys.get(sample);
    }

    /** An upper bound of the runs in the table of durations once one more sample and the end are known. */
    int durationRunsMax() {
        return durationRuns + 2;
    }
}
