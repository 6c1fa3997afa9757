package retrace.query.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import retrace.query.eventlog.note.NoteRefused;
import retrace.query.eventlog.note.SignedNote;
import retrace.query.eventlog.note.TreeHead;

/** The signed heads in the object store. Thread-safe. */
public final class Heads {

    private final LogObjects objects;

    public Heads(LogObjects objects) {
        this.objects = objects;
    }

    /** A head with the note that it was read from. */
    public record Signed(TreeHead head, SignedNote note) {

        public static Signed parse(String text) throws NoteRefused {
            SignedNote note = SignedNote.parse(text);
            return new Signed(TreeHead.parse(note.text()), note);
        }
    }

    /** The sizes of all heads, from the smallest on. */
    public List<Long> sizes() throws IOException {
        try (Stream<String> names = objects.list(LogNames.HEADS)) {
            return names.map(LogNames::sizeOfHead)
                    .flatMapToLong(OptionalLong::stream)
                    .boxed()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * @return empty where there is no such object
     * @throws NoteRefused where it is no head, or one of another size
     */
    public Optional<Signed> read(long size) throws IOException, NoteRefused {
        Optional<byte[]> content = objects.read(LogNames.head(size), SignedNote.BYTES_MAX);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        Signed signed = Signed.parse(new String(content.get(), UTF_8));
        if (signed.head().size() != size) {
            throw new NoteRefused("The head of " + size + " events says that it is of "
                    + signed.head().size() + ".");
        }
        return Optional.of(signed);
    }
}
