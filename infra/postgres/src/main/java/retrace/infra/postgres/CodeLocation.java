package retrace.infra.postgres;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where a program lies: what it comes with is beside it, wherever it is run from. */
public final class CodeLocation {

    private CodeLocation() {}

    /** The jar that the class was loaded from, or the folder of classes. */
    public static Path of(Class<?> program) {
        try {
            return Path.of(
                    program.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place of classes is no path", e);
        }
    }
}
