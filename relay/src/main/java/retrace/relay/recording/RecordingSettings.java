package retrace.relay.recording;

import java.time.Duration;

/**
 * The recorder's bounds.
 *
 * @param segmentBytesMax a segment's file never has a byte more
 * @param partBytesMax a part goes to the store when it has so much
 * @param partAge a part goes to the store when its first frame is so old; with the time that the store takes, a relay
 *     that dies loses no more than this
 * @param queueBytesMax how far the recorder may lag before the session waits for it
 * @param firstPictureWait how long a segment's first frame waits for a picture that is painted all over
 * @param keyFrameInterval at most this far apart, so that a player can seek
 * @param quantiser of the encoder: 1 is finest, 51 coarsest
 */
public record RecordingSettings(
        long segmentBytesMax,
        int partBytesMax,
        Duration partAge,
        int queueBytesMax,
        Duration firstPictureWait,
        Duration keyFrameInterval,
        int quantiser) {

    public static final RecordingSettings DEFAULT = new RecordingSettings(
            512L << 20, 8 << 20, Duration.ofSeconds(8), 32 << 20, Duration.ofSeconds(1), Duration.ofSeconds(10), 22);

    private static final long SEGMENT_BYTES_MIN = 64 << 10;
    private static final long SEGMENT_BYTES_MOST = 4L << 30;

    public RecordingSettings {
        require(
                segmentBytesMax >= SEGMENT_BYTES_MIN && segmentBytesMax <= SEGMENT_BYTES_MOST,
                "A segment's size limit is 64 KiB to 4 GiB, not " + segmentBytesMax + " bytes.");
        require(partBytesMax >= 1 << 10, "A part has at least 1 KiB, not " + partBytesMax + " bytes.");
        require(partAge.isPositive(), "A part's age is more than nothing.");
        require(queueBytesMax >= 1 << 16, "The recorder's queue has at least 64 KiB, not " + queueBytesMax + " bytes.");
        require(!firstPictureWait.isNegative(), "The wait for the first picture is not negative.");
        require(keyFrameInterval.isPositive(), "Key frames are some time apart.");
        require(quantiser >= 1 && quantiser <= 51, "The encoder's quantiser is 1 to 51, not " + quantiser + ".");
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
