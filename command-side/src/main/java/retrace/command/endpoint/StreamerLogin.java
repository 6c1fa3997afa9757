package retrace.command.endpoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import retrace.command.CommandRefused;

/**
 * What the relay says to a streamer.
 *
 * @param userName null where the password is a VNC password
 * @param password null where the streamer asks for none
 */
public record StreamerLogin(
        @Nullable String userName, @Nullable String password) {

    public static final StreamerLogin NONE = new StreamerLogin(null, null);

    /** VNC Authentication looks at no more (RFC 6143, 7.2.2). */
    public static final int VNC_PASSWORD_LENGTH_MAX = 8;

    /** What Apple's and UltraVNC's fields have room for. */
    private static final int ACCOUNT_BYTES_MAX = 63;

    /** @throws CommandRefused where no streamer could ask for it */
    public void requireUsable() {
        if (userName == null) {
            requireVncPassword(password == null ? "" : password);
            return;
        }
        requireField(userName);
        requireField(password == null ? "" : password);
    }

    private static void requireField(String text) {
        if (text.isEmpty() || text.getBytes(UTF_8).length > ACCOUNT_BYTES_MAX || text.indexOf('\0') >= 0) {
            throw new CommandRefused(
                    "INVALID_STREAMER_LOGIN",
                    "A user name and its password have 1 to " + ACCOUNT_BYTES_MAX
                            + " bytes each: VNC servers have room for no more.");
        }
    }

    private static void requireVncPassword(String password) {
        if (password.isEmpty() || password.length() > VNC_PASSWORD_LENGTH_MAX) {
            throw new CommandRefused(
                    "INVALID_VNC_PASSWORD",
                    "A VNC password has 1 to " + VNC_PASSWORD_LENGTH_MAX
                            + " characters: VNC servers look at no more. Give only the first "
                            + VNC_PASSWORD_LENGTH_MAX + ".");
        }
        if (!ISO_8859_1.newEncoder().canEncode(password) || password.indexOf('\0') >= 0) {
            throw new CommandRefused(
                    "INVALID_VNC_PASSWORD", "A VNC password has Latin letters, digits and punctuation only.");
        }
    }

    /** As it is encrypted: the name where there is one, a zero, the password. Both have none in them. */
    byte[] bytes() {
        return ((userName == null ? "" : userName) + '\0' + (password == null ? "" : password)).getBytes(UTF_8);
    }

    static StreamerLogin of(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        int end = text.indexOf('\0');
        return new StreamerLogin(end == 0 ? null : text.substring(0, end), text.substring(end + 1));
    }

    /** Says neither. */
    @Override
    public String toString() {
        return "StreamerLogin";
    }
}
