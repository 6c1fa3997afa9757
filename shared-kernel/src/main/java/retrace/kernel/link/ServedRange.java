package retrace.kernel.link;

/**
 * A part of a segment's file that was served.
 *
 * @param fromByte first byte
 * @param toByte the byte after the last
 * @param fromMillis where in the video that is, from its start, to {@code toMillis}; both 0 for the file's header alone
 */
public record ServedRange(long fromByte, long toByte, long fromMillis, long toMillis) {

    public ServedRange {
        if (fromByte < 0 || toByte <= fromByte || fromMillis < 0 || toMillis < fromMillis) {
            throw new IllegalArgumentException("No part of a file: bytes " + fromByte + " to " + toByte + ", "
                    + fromMillis + " to " + toMillis + " ms.");
        }
    }
}
