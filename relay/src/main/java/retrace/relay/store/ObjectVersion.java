package retrace.relay.store;

import org.jspecify.annotations.Nullable;

/**
 * An object as the store has it.
 *
 * @param generation the store's number for this content under this name
 * @param crc32c 8 hexadecimal digits, as the store itself has counted; null where it counts none
 */
public record ObjectVersion(
        String name,
        long generation,
        long sizeBytes,
        @Nullable String crc32c) {}
