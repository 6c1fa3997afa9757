package retrace.infra.launcher.part;

import java.net.BindException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.PortInUseException;

/** Says in sentences why a part did not start. */
final class StartFailure {

    private StartFailure() {}

    static String sentences(Throwable failure) {
        @Nullable Throwable last = null;
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case SettingsMissing missing -> {
                    return String.valueOf(missing.getMessage());
                }
                case PortInUseException port -> {
                    return "Port " + port.getPort() + " is taken. Choose another with --port.";
                }
                case BindException bind -> {
                    return "It cannot listen where it is told to: " + bind.getMessage() + ".";
                }
                case SQLException database -> {
                    return "The database at spring.datasource.url cannot be used: " + database.getMessage();
                }
                default -> last = cause;
            }
        }
        return last == null ? "It could not start." : String.valueOf(last.getMessage());
    }
}
