package retrace.infra.launcher.cli;

import java.io.Console;
import java.net.URI;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where Retrace is and who asks. The password comes from the environment or the terminal, never from an argument. */
final class ApiOptions {

    private static final String PASSWORD = "RETRACE_PASSWORD";

    @Option(
            names = "--url",
            defaultValue = "http://127.0.0.1:8080",
            showDefaultValue = picocli.CommandLine.Help.Visibility.ALWAYS,
            description = "Where Retrace runs.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private URI url;

    @Option(
            names = "--user",
            required = true,
            paramLabel = "NAME",
            description = "Sign-in name. The password is taken from " + PASSWORD + " or asked for.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String user;

    Api connect() throws CommandFailed {
        return new Api(url, user, password());
    }

    private String password() throws CommandFailed {
        return secret(PASSWORD, "Password of " + user);
    }

    /** @param variable of the environment that is looked at first */
    @SuppressWarnings("SystemConsoleNull") // since JDK 25 it is null again where there is no terminal
    static String secret(String variable, String prompt) throws CommandFailed {
        @Nullable String given = System.getenv(variable);
        if (given != null) {
            return given;
        }
        Console console = System.console();
        char @Nullable [] typed = console == null ? null : console.readPassword("%s: ", prompt);
        if (typed == null) {
            throw new CommandFailed("There is no terminal to ask for it: put it into " + variable + ".");
        }
        String secret = new String(typed);
        Arrays.fill(typed, ' ');
        return secret;
    }
}
