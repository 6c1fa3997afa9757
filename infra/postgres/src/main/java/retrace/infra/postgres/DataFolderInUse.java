package retrace.infra.postgres;

import java.nio.file.Path;

/** Somebody runs on this data folder already. */
public final class DataFolderInUse extends Exception {

    private static final long serialVersionUID = 1;

    public DataFolderInUse(Path folder) {
        super("Retrace is already running on " + folder + ". Stop it first, or choose another folder with --data.");
    }
}
