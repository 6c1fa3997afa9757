package retrace.query.eventlog.evidence;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Looks at the end of a ZIP file before anything else does: how many files it says it has, and how long their list is,
 * which whoever opens it reads into memory.
 */
final class ArchiveSize {

    static final int FILES_MAX = 2 * SessionEvidence.EVENTS_MAX + 20_000;

    private static final int LIST_BYTES_MAX = 200 * FILES_MAX;
    private static final int END_BYTES = 22;
    private static final int COMMENT_BYTES_MAX = 65_535;
    private static final int END = 0x06054b50;
    private static final int END_OF_LARGE = 0x06064b50;
    private static final int LARGE_LOCATOR = 0x07064b50;
    private static final int LARGE_LOCATOR_BYTES = 20;
    private static final int LARGE_BYTES = 56;

    private ArchiveSize() {}

    static void require(Path file) throws IOException, EvidenceRefused {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            int length = (int) Math.min(in.length(), END_BYTES + COMMENT_BYTES_MAX + LARGE_LOCATOR_BYTES);
            ByteBuffer tail = read(in, in.length() - length, length);
            for (int at = length - END_BYTES; at >= 0; at--) {
                if (tail.getInt(at) == END) {
                    require(in, tail, at);
                    return;
                }
            }
        }
        throw new EvidenceRefused(file + " is no ZIP archive.");
    }

    private static void require(RandomAccessFile in, ByteBuffer tail, int at) throws IOException, EvidenceRefused {
        long files = Short.toUnsignedLong(tail.getShort(at + 10));
        long listBytes = Integer.toUnsignedLong(tail.getInt(at + 12));
        int locator = at - LARGE_LOCATOR_BYTES;
        if (locator >= 0 && tail.getInt(locator) == LARGE_LOCATOR) {
            long where = tail.getLong(locator + 8);
            if (where < 0 || where > in.length() - LARGE_BYTES) {
                throw new EvidenceRefused("The archive's end is damaged.");
            }
            ByteBuffer large = read(in, where, LARGE_BYTES);
            if (large.getInt(0) != END_OF_LARGE) {
                throw new EvidenceRefused("The archive's end is damaged.");
            }
            files = large.getLong(32);
            listBytes = large.getLong(40);
        }
        if (files < 0 || files > FILES_MAX || listBytes < 0 || listBytes > LIST_BYTES_MAX) {
            throw new EvidenceRefused("The archive says that it has " + Long.toUnsignedString(files)
                    + " files. No archive of ours has more than " + FILES_MAX + ".");
        }
    }

    private static ByteBuffer read(RandomAccessFile in, long from, int length) throws IOException {
        byte[] bytes = new byte[length];
        in.seek(from);
        in.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
