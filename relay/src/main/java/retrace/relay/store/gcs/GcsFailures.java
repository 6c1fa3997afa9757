package retrace.relay.store.gcs;

import com.google.cloud.BaseServiceException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import retrace.relay.store.ObjectHeld;
import retrace.relay.store.StoreUnavailable;

/** Tells failures that may pass from final ones, as the service's documentation has it. */
final class GcsFailures {

    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;
    static final int NOT_FOUND = 404;
    static final int PRECONDITION_FAILED = 412;

    private GcsFailures() {}

    /** @param doing with the object's name, as a sentence goes on after "could not" */
    static IOException of(BaseServiceException failure, String name, String doing) {
        int code = failure.getCode();
        if (mayPass(failure)) {
            return new StoreUnavailable(
                    "The object store could not " + doing + " at the moment: " + failure.getMessage(), failure);
        }
        if (code == NOT_FOUND) {
            NoSuchFileException none = new NoSuchFileException(name, null, failure.getMessage());
            none.initCause(failure);
            return none;
        }
        if ("objectUnderActiveHold".equals(failure.getReason())) {
            return new ObjectHeld(name);
        }
        return new IOException(
                "The object store refused to " + doing + ": " + failure.getMessage() + " (" + code + "). "
                        + advice(code),
                failure);
    }

    /** A code of 0 is no answer at all: the connection broke, or nobody gave a token. */
    private static boolean mayPass(BaseServiceException failure) {
        int code = failure.getCode();
        return code == 0
                || code == REQUEST_TIMEOUT
                || code == TOO_MANY_REQUESTS
                || code >= SERVER_ERRORS
                || failure.isRetryable();
    }

    private static String advice(int code) {
        return switch (code) {
            case 401 -> "Check the credentials of this process.";
            case 403 -> "Check the roles of this process's account on the bucket.";
            default -> "The service's answer says what is wrong.";
        };
    }
}
