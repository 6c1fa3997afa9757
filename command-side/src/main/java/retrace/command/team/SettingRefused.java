package retrace.command.team;

import org.axonframework.commandhandling.CommandExecutionException;

/** A setting was not changed; the message is a sentence for who asked. */
public final class SettingRefused extends CommandExecutionException {

    private static final long serialVersionUID = 1;

    public SettingRefused(String message) {
        super(message, null, message);
    }
}
