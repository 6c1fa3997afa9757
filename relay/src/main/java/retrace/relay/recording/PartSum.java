package retrace.relay.recording;

import org.jspecify.annotations.Nullable;

/**
 * What a part must be.
 *
 * @param crc32c of its bytes, 8 hexadecimal digits; null where it was not counted
 */
record PartSum(int samples, @Nullable String crc32c) {}
