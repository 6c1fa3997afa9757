package retrace.command.endpoint;

import retrace.kernel.id.EndpointId;

/** What a streamer asks for cannot be encrypted or decrypted: its key is not there just now, or does not fit. */
public final class LoginKeyUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    LoginKeyUnavailable(EndpointId endpoint, IllegalStateException why) {
        super("the login of " + endpoint + ": " + why.getMessage(), why);
    }
}
