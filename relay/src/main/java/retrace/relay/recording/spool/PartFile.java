package retrace.relay.recording.spool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32C;
import retrace.kernel.id.SegmentId;
import retrace.kernel.wire.WireJson;

/**
 * A spooled part as a file: eight bytes that say what it is, the length of a label, the label in JSON, the index, the
 * media, and the CRC32C of all that. It is written under another name, forced to disk and then renamed, so that it is
 * there whole or not at all.
 */
final class PartFile {

    /** What is being written ends so. */
    static final String UNFINISHED = ".unfinished";

    static final String FINISHED = ".part";

    private static final byte[] KIND = "retrace1".getBytes(StandardCharsets.US_ASCII);
    private static final int SUM_BYTES = Integer.BYTES;
    private static final ObjectMapper JSON = WireJson.mapper();

    private PartFile() {}

    private record Label(
            SegmentId segment, String name, String indexName, Instant firstFrameAt, int indexBytes, int mediaBytes) {

        Label {
            Objects.requireNonNull(segment, "segment");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(indexName, "indexName");
            Objects.requireNonNull(firstFrameAt, "firstFrameAt");
        }
    }

    /** @return its size */
    static long write(Path file, SpooledPart part) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + UNFINISHED);
        List<ByteBuffer> content = contentOf(part);
        try {
            long size = 0;
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                for (ByteBuffer buffer : content) {
                    size += buffer.remaining();
                    while (buffer.hasRemaining()) {
                        channel.write(buffer);
                    }
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            forceFolderOf(file);
            return size;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    static void forceFolderOf(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(
                Objects.requireNonNull(file.getParent(), "a file in a folder"), StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static List<ByteBuffer> contentOf(SpooledPart part) {
        int mediaBytes = part.media().stream().mapToInt(ByteBuffer::remaining).sum();
        byte[] label = toJson(new Label(
                part.segment(),
                part.name(),
                part.indexName(),
                part.firstFrameAt(),
                part.index().remaining(),
                mediaBytes));
        List<ByteBuffer> content = new ArrayList<>();
        content.add(ByteBuffer.wrap(KIND));
        content.add(ByteBuffer.allocate(Integer.BYTES).putInt(label.length).flip());
        content.add(ByteBuffer.wrap(label));
        content.add(part.index().duplicate());
        part.media().forEach(buffer -> content.add(buffer.duplicate()));
        CRC32C sum = new CRC32C();
        content.forEach(buffer -> sum.update(buffer.duplicate()));
        content.add(ByteBuffer.allocate(SUM_BYTES).putInt((int) sum.getValue()).flip());
        return content;
    }

    private static byte[] toJson(Label label) {
        try {
            return JSON.writeValueAsBytes(label);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a part's label cannot be written", e);
        }
    }

    /** @throws PartDamaged where it is not what had been written */
    static SpooledPart read(Path file) throws PartDamaged {
        try {
            byte[] bytes = Files.readAllBytes(file);
            ByteBuffer content = ByteBuffer.wrap(bytes);
            requireSum(bytes, content);
            byte[] kind = new byte[KIND.length];
            content.get(kind);
            if (!Arrays.equals(kind, KIND)) {
                throw new PartDamaged("it is of another kind", null);
            }
            Label label = JSON.readValue(take(content, content.getInt()), Label.class);
            ByteBuffer index = ByteBuffer.wrap(take(content, label.indexBytes()));
            ByteBuffer media = ByteBuffer.wrap(take(content, label.mediaBytes()));
            return new SpooledPart(
                    label.segment(), label.name(), label.indexName(), label.firstFrameAt(), index, List.of(media));
        } catch (PartDamaged e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new PartDamaged("it cannot be read: " + e, e);
        }
    }

    private static void requireSum(byte[] bytes, ByteBuffer content) throws PartDamaged {
        int summed = content.limit() - SUM_BYTES;
        if (summed < KIND.length) {
            throw new PartDamaged("it has " + content.limit() + " bytes only", null);
        }
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, summed);
        if ((int) sum.getValue() != content.getInt(summed)) {
            throw new PartDamaged("its bytes do not have the sum that they were written with", null);
        }
        content.limit(summed);
    }

    private static byte[] take(ByteBuffer content, int count) {
        if (count < 0 || count > content.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] taken = new byte[count];
        content.get(taken);
        return taken;
    }
}
