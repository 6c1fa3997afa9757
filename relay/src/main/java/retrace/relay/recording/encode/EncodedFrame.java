package retrace.relay.recording.encode;

/**
 * One sample.
 *
 * @param data NAL units, each behind its length in four bytes (ISO/IEC 14496-15)
 * @param key whether decoding can start here
 */
public record EncodedFrame(byte[] data, boolean key) {}
