package retrace.relay.rfb.decode;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.Random;
import retrace.relay.rfb.PixelFormat;

/**
 * Any bytes end in a violation or with the stream. Runs over the stored inputs; with {@code JAZZER_FUZZ=1} it looks for
 * more.
 */
class ServerMessageDecoderFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void endsWithAViolationOrTheStream(byte[] bytes) {
        if (bytes.length < 2) {
            return;
        }
        PixelFormat format = Formats.any(new Random(bytes[0]));
        GarbageTest.readAll(Arrays.copyOfRange(bytes, 2, bytes.length), format, 1 + (bytes[1] & 0xff));
    }
}
