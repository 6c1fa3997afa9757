package retrace.relay.recording.encode;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** H.264 as a codec gives it (Annex B start codes) and as MP4 wants it (lengths, parameter sets apart). */
final class AvcStream {

    private static final int SEQUENCE_PARAMETER_SET = 7;
    private static final int PICTURE_PARAMETER_SET = 8;
    private static final int LENGTH_BYTES = 4;

    private AvcStream() {}

    /** NAL units without their start codes (ITU-T H.264, Annex B). */
    static List<byte[]> nalUnits(byte[] annexB) {
        List<byte[]> units = new ArrayList<>();
        int start = startCodeEnd(annexB, 0);
        while (start >= 0) {
            int next = startCodeEnd(annexB, start);
            int end = next < 0 ? annexB.length : next - 3;
            while (end > start && annexB[end - 1] == 0) {
                end--;
            }
            units.add(Arrays.copyOfRange(annexB, start, end));
            start = next;
        }
        return units;
    }

    private static int startCodeEnd(byte[] bytes, int from) {
        for (int i = from; i + 2 < bytes.length; i++) {
            if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 1) {
                return i + 3;
            }
        }
        return -1;
    }

    /** The sample's units behind their lengths, without parameter sets: those stand in the avcC box. */
    static byte[] sample(byte[] annexB) {
        ByteArrayOutputStream sample = new ByteArrayOutputStream(annexB.length + LENGTH_BYTES);
        for (byte[] unit : nalUnits(annexB)) {
            int type = unit.length == 0 ? 0 : unit[0] & 31;
            if (type == 0 || type == SEQUENCE_PARAMETER_SET || type == PICTURE_PARAMETER_SET) {
                continue;
            }
            sample.write(unit.length >>> 24);
            sample.write(unit.length >>> 16);
            sample.write(unit.length >>> 8);
            sample.write(unit.length);
            sample.writeBytes(unit);
        }
        return sample.toByteArray();
    }

    /** @throws EncodingFailed where the codec's header lacks a parameter set */
    static byte[] configuration(byte[] annexBHeader) {
        byte[] sequence = unitOf(annexBHeader, SEQUENCE_PARAMETER_SET);
        byte[] picture = unitOf(annexBHeader, PICTURE_PARAMETER_SET);
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        record.write(1);
        record.write(sequence, 1, 3); // profile, compatibility, level
        record.write(0xfc | LENGTH_BYTES - 1);
        record.write(0xe0 | 1);
        writeUnit(record, sequence);
        record.write(1);
        writeUnit(record, picture);
        return record.toByteArray();
    }

    private static byte[] unitOf(byte[] header, int type) {
        return nalUnits(header).stream()
                .filter(unit -> unit.length >= 4 && (unit[0] & 31) == type)
                .findFirst()
                .orElseThrow(() -> new EncodingFailed("The encoder gave no parameter set of type " + type + "."));
    }

    private static void writeUnit(ByteArrayOutputStream record, byte[] unit) {
        record.write(unit.length >>> 8);
        record.write(unit.length);
        record.writeBytes(unit);
    }
}
