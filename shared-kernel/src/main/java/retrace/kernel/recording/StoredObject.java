package retrace.kernel.recording;

/**
 * An object in the store, as it was read back.
 *
 * @param generation the store's number for this content under this name
 * @param crc32c 8 hexadecimal digits
 * @param sha256 64 hexadecimal digits
 */
public record StoredObject(String name, long generation, long sizeBytes, String crc32c, String sha256) {}
