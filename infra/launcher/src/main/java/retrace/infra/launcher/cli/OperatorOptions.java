package retrace.infra.launcher.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import retrace.infra.launcher.up.DataFolder;

/**
 * Where Retrace is and that its operator asks. The operator's key comes from the environment, or from the data folder,
 * which only the operator can read.
 */
final class OperatorOptions {

    private static final String NAME = "*operator";
    private static final String KEY = "RETRACE_OPERATOR_KEY";

    @Option(
            names = "--url",
            defaultValue = "http://127.0.0.1:8080",
            showDefaultValue = picocli.CommandLine.Help.Visibility.ALWAYS,
            description = "Where Retrace runs.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private URI url;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data folder that has the operator's key, unless " + KEY + " has it. By default a folder"
                    + " of the user's.")
    private @Nullable Path data;

    Api connect() throws CommandFailed {
        return new Api(url, NAME, key());
    }

    private String key() throws CommandFailed {
        @Nullable String given = System.getenv(KEY);
        if (given != null) {
            return given;
        }
        Path folder = UpCommand.dataFolder(data);
        try {
            return new DataFolder(folder)
                    .operatorKey()
                    .orElseThrow(() -> new CommandFailed("There is no operator's key in " + folder
                            + ". Say with --data where Retrace keeps its data, or put the key into " + KEY + "."));
        } catch (IOException e) {
            throw new CommandFailed("The operator's key in " + folder + " cannot be read: " + e.getMessage());
        }
    }
}
