package retrace.query.rebuild;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;
import retrace.query.readmodel.Projected;
import retrace.query.readmodel.ReadModelMigrations;

/** What a copy is made of: the migrations, the projection, and how events are split into parts. A copy that another version has begun is of no use. */
final class Form {

    private Form() {}

    static String of(DataSource database, Projected projected) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String migration : new ReadModelMigrations(database).form(projected.readModel())) {
                digest.update(migration.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
            List<Class<?>> classes = new ArrayList<>(List.of(projected.type().getDeclaredClasses()));
            classes.sort((one, other) -> one.getName().compareTo(other.getName()));
            classes.addFirst(projected.type());
            classes.add(Part.class);
            for (Class<?> each : classes) {
                digest.update(bytesOf(each));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytesOf(Class<?> type) {
        String file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
        try (InputStream bytes = type.getResourceAsStream(file)) {
            return bytes == null ? new byte[0] : bytes.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
