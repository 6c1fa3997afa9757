package retrace.relay.recording;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import retrace.kernel.recording.StoredObject;
import retrace.relay.recording.encode.FrameCheck;
import retrace.relay.recording.encode.FrameChecks;
import retrace.relay.recording.encode.Undecodable;
import retrace.relay.recording.mp4.SampleIndex;
import retrace.relay.store.Crc32cSums;
import retrace.relay.store.ObjectStore;
import retrace.relay.store.ObjectVersion;

/**
 * Reads a segment's file back from the store, once and a sample at a time: it must be the header and the parts to the
 * byte, in size and sums, and be decodable. The first frame is decoded.
 *
 * @param toTheEnd whether all after it are too: of a long video those of the end, since the sums hold for the rest
 */
record ReadBack(SegmentParts parts, byte[] header, boolean toTheEnd, FrameChecks checks) {

    /** Some minutes of it; that many take a few seconds. */
    private static final int DECODED_FRAMES = 2000;

    private static int lastKeyAtMost(SampleIndex samples, int most) {
        int sample = Math.max(most, 0);
        while (sample > 0 && !samples.isKey(sample)) {
            sample--;
        }
        return sample;
    }

    /** @throws DamagedSegment where the file is not what was recorded */
    StoredObject of(ObjectStore store, ObjectVersion version) throws IOException {
        long expectedBytes = header.length + parts.samples().mediaBytes();
        if (version.sizeBytes() != expectedBytes) {
            throw new DamagedSegment("The store has " + version.sizeBytes() + " bytes of " + version.name()
                    + " instead of " + expectedBytes + ".");
        }
        Sums sums = new Sums();
        try (InputStream content = store.open(version.name(), 0);
                FrameCheck check = checks.open(parts.format())) {
            if (!Arrays.equals(sums.read(content, header.length), header)) {
                throw new DamagedSegment("The header of " + version.name() + " is not as it was written.");
            }
            readParts(content, sums, check);
            if (content.read() >= 0) {
                throw new DamagedSegment("The store has more of " + version.name() + " than it says.");
            }
        } catch (Undecodable e) {
            throw new DamagedSegment(version.name() + " cannot be decoded. " + e.getMessage());
        }
        if (version.crc32c() != null && !version.crc32c().equals(sums.crc32c())) {
            throw new DamagedSegment("The store counts the CRC32C " + version.crc32c() + " of " + version.name()
                    + ", but what it gives has " + sums.crc32c() + ".");
        }
        return new StoredObject(version.name(), version.generation(), expectedBytes, sums.crc32c(), sums.sha256());
    }

    private void readParts(InputStream content, Sums sums, FrameCheck check) throws IOException {
        SampleIndex samples = parts.samples();
        int decodedFrom = toTheEnd ? lastKeyAtMost(samples, samples.count() - DECODED_FRAMES) : samples.count();
        int sample = 0;
        for (PartSum part : parts.parts()) {
            sums.beginPart();
            for (int end = sample + part.samples(); sample < end; sample++) {
                byte[] bytes = sums.read(content, samples.sizeBytes(sample));
                if (sample == 0 || sample >= decodedFrom) {
                    decode(bytes, sample, check);
                }
            }
            String expected = part.crc32c();
            if (expected != null && !expected.equals(sums.partCrc32c())) {
                throw new DamagedSegment("The bytes before frame " + (sample + 1) + " are not as they were written.");
            }
        }
    }

    private static void decode(byte[] sample, int number, FrameCheck check) throws DamagedSegment {
        try {
            check.decode(sample);
        } catch (Undecodable e) {
            throw new DamagedSegment("Frame " + (number + 1) + " cannot be decoded. " + e.getMessage());
        }
    }

    /** Of the whole and of a part of it. */
    private static final class Sums {
        private final MessageDigest sha256 = newDigest();
        private final CRC32C whole = new CRC32C();
        private final CRC32C part = new CRC32C();

        byte[] read(InputStream content, int count) throws IOException {
            byte[] bytes = content.readNBytes(count);
            if (bytes.length < count) {
                throw new DamagedSegment("The store gives less of it than it says.");
            }
            sha256.update(bytes);
            whole.update(bytes);
            part.update(bytes);
            return bytes;
        }

        private static MessageDigest newDigest() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }

        void beginPart() {
            part.reset();
        }

        String partCrc32c() {
            return Crc32cSums.hex((int) part.getValue());
        }

        String crc32c() {
            return Crc32cSums.hex((int) whole.getValue());
        }

        String sha256() {
            return HexFormat.of().formatHex(sha256.digest());
        }
    }
}
