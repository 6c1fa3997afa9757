package retrace.relay.recording.encode;

/**
 * What a player must know of an H.264 track.
 *
 * @param width of the coded picture in pixels, even, as is {@code height}
 * @param avcConfiguration the AVCDecoderConfigurationRecord (ISO/IEC 14496-15, 5.3.3.1)
 */
public record VideoFormat(int width, int height, byte[] avcConfiguration) {}
