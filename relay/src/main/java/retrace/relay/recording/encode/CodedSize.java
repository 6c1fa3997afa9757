package retrace.relay.recording.encode;

/**
 * The size at which a picture is coded: even, at least what the codec takes, and divided by a whole number where it is
 * more than the codec takes, so that a recording never fails for its size.
 *
 * @param divisor 1 where the picture is coded pixel for pixel
 * @param sourceWidth of the picture after the division, as is {@code sourceHeight}
 * @param width coded, as is {@code height}
 */
record CodedSize(int divisor, int sourceWidth, int sourceHeight, int width, int height) {

    /** What OpenH264 takes: 3840 × 2160 and its like, in either orientation. */
    static final int SIDE_MAX = 3840;

    static final long PIXELS_MAX = 3840L * 2160;
    static final int SIDE_MIN = 16;

    static CodedSize of(int width, int height) {
        int divisor = 1;
        while (!fits(divided(width, divisor), divided(height, divisor))) {
            divisor++;
        }
        int sourceWidth = divided(width, divisor);
        int sourceHeight = divided(height, divisor);
        return new CodedSize(divisor, sourceWidth, sourceHeight, coded(sourceWidth), coded(sourceHeight));
    }

    private static boolean fits(int width, int height) {
        return width <= SIDE_MAX && height <= SIDE_MAX && (long) width * height <= PIXELS_MAX;
    }

    private static int divided(int side, int divisor) {
        return (side + divisor - 1) / divisor;
    }

    private static int coded(int side) {
        return Math.max(SIDE_MIN, side + 1 & ~1);
    }
}
