package retrace.infra.streamer.rfb;

/** Turns the pixels of one rectangle into the bytes of one encoding, what comes after the rectangle's header. */
sealed interface RectangleEncoder permits RawEncoder, HextileEncoder, ZlibEncoder, ZrleEncoder {

    /** The number in the rectangle's header. */
    int encoding();

    /** {@code pixels} are values of {@code format}, line by line without gaps. */
    void encode(int[] pixels, int width, int height, PixelFormat format, ByteSink out);

    /** Lets go of memory outside the heap. */
    default void close() {}
}
