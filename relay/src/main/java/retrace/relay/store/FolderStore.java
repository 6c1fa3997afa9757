package retrace.relay.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An object store in a folder. An object is written to a file of another name, forced to disk, and then linked under its
 * own, which fails where that name is taken; so an object is there whole or not at all. An object is held by an empty
 * file of its name and generation in a folder of its own.
 */
public final class FolderStore implements ObjectStore {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");
    private static final int NAME_LENGTH_MAX = 1024;
    private static final String UNFINISHED = ".unfinished";
    private static final String HOLDS = ".holds";

    private final Path root;
    private final Path unfinished;
    private final Path holds;
    private final Lock holding = new ReentrantLock();

    public FolderStore(Path folder) throws IOException {
        root = Files.createDirectories(folder.toAbsolutePath().normalize());
        unfinished = Files.createDirectories(root.resolve(UNFINISHED));
        holds = Files.createDirectories(root.resolve(HOLDS));
    }

    @Override
    public ObjectVersion create(String name, ObjectFacts facts, List<ByteBuffer> content) throws IOException {
        return write(name, channel -> {
            for (ByteBuffer buffer : content) {
                ByteBuffer left = buffer.duplicate();
                while (left.hasRemaining()) {
                    channel.write(left);
                }
            }
        });
    }

    @Override
    public ObjectVersion compose(String name, ObjectFacts facts, List<String> sources) throws IOException {
        return write(name, channel -> {
            for (String source : sources) {
                try (FileChannel from = FileChannel.open(pathOf(source), StandardOpenOption.READ)) {
                    long size = from.size();
                    long done = 0;
                    while (done < size) {
                        done += from.transferTo(done, size - done, channel);
                    }
                }
            }
        });
    }

    private interface Content {
        void writeTo(FileChannel channel) throws IOException;
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> T unlessAway(Work<T> work) throws IOException {
        try {
            return work.run();
        } catch (FileAlreadyExistsException | StoreUnavailable e) {
            throw e;
        } catch (NoSuchFileException e) {
            if (Files.isDirectory(unfinished)) {
                throw e;
            }
            throw new StoreUnavailable("the store's folder " + root + " is not there", e);
        } catch (IOException e) {
            throw new StoreUnavailable("the store's folder " + root + " cannot be used: " + e, e);
        }
    }

    private ObjectVersion write(String name, Content content) throws IOException {
        Path target = pathOf(name);
        return unlessAway(() -> write(name, target, content));
    }

    private ObjectVersion write(String name, Path target, Content content) throws IOException {
        Path temporary = unfinished.resolve(UUID.randomUUID().toString());
        try {
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                content.writeTo(channel);
                channel.force(true);
            }
            Path folder = parentOf(target);
            createFolder(folder);
            Files.createLink(target, temporary);
            forceFolder(folder);
            return versionOf(name, target);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private void createFolder(Path folder) throws IOException {
        if (folder.equals(root) || Files.isDirectory(folder)) {
            return;
        }
        Path parent = parentOf(folder);
        createFolder(parent);
        Files.createDirectories(folder);
        forceFolder(parent);
    }

    /** A new name in a folder is durable only when the folder is. */
    private static void forceFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public Optional<ObjectVersion> find(String name) throws IOException {
        Path file = pathOf(name);
        try {
            return Optional.of(unlessAway(() -> versionOf(name, file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public InputStream open(String name, long offset) throws IOException {
        Path file = pathOf(name);
        return unlessAway(() -> {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            channel.position(offset);
            return Channels.newInputStream(channel);
        });
    }

    @Override
    public Stream<ObjectVersion> list(String prefix) throws IOException {
        return unlessAway(() -> namesIn(prefix)).stream().flatMap(name -> {
            try {
                return find(name).stream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private List<String> namesIn(String prefix) throws IOException {
        int slash = prefix.lastIndexOf('/');
        Path start = slash < 0 ? root : pathOf(prefix.substring(0, slash));
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(start)) {
            return files.filter(file -> !isOurs(file) && Files.isRegularFile(file))
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private boolean isOurs(Path file) {
        return file.startsWith(unfinished) || file.startsWith(holds);
    }

    @Override
    public boolean delete(String name, long generation) throws IOException {
        holding.lock();
        try {
            if (!exists(name, generation)) {
                return false;
            }
            if (Files.exists(holdOf(name, generation))) {
                throw new ObjectHeld(name);
            }
            return unlessAway(() -> Files.deleteIfExists(pathOf(name)));
        } finally {
            holding.unlock();
        }
    }

    @Override
    public boolean hold(String name, long generation, boolean held) throws IOException {
        return unlessAway(() -> holdOrLetGo(name, generation, held));
    }

    private boolean holdOrLetGo(String name, long generation, boolean held) throws IOException {
        holding.lock();
        try {
            if (!exists(name, generation)) {
                return false;
            }
            Path hold = holdOf(name, generation);
            if (!held) {
                Files.deleteIfExists(hold);
            } else if (!Files.exists(hold)) {
                createFolder(parentOf(hold));
                Files.createFile(hold);
                forceFolder(parentOf(hold));
            }
            return true;
        } finally {
            holding.unlock();
        }
    }

    private boolean exists(String name, long generation) throws IOException {
        return find(name).filter(found -> found.generation() == generation).isPresent();
    }

    private Path holdOf(String name, long generation) {
        return holds.resolve(name + "." + generation);
    }

    private Path pathOf(String name) {
        if (name.length() > NAME_LENGTH_MAX || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no name of an object.");
        }
        return root.resolve(name);
    }

    private static Path parentOf(Path file) {
        Path parent = file.getParent();
        if (parent == null) {
            throw new IllegalStateException(file + " has no folder");
        }
        return parent;
    }

    private static ObjectVersion versionOf(String name, Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new NoSuchFileException(name);
        }
        return new ObjectVersion(
                name, attributes.lastModifiedTime().to(TimeUnit.MICROSECONDS), attributes.size(), null);
    }
}
