package retrace.relay.testing.gcs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An answer that is an error: thrown where it is found out, sent as JSON or, to signed addresses, as XML. */
final class ApiError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String reason;

    private ApiError(int status, String reason, String message) {
        super(message);
        this.status = status;
        this.reason = reason;
    }

    static ApiError of(int status) {
        return switch (status) {
            case 408 -> new ApiError(status, "uploadBrokenConnection", "The request timed out.");
            case 429 -> new ApiError(status, "rateLimitExceeded", "The rate of requests exceeds what is allowed.");
            case 500 -> new ApiError(status, "backendError", "We encountered an internal error. Please try again.");
            case 502, 503, 504 -> new ApiError(status, "backendError", "Backend Error");
            case 401 -> new ApiError(status, "required", "Anonymous caller does not have access to the object.");
            case 403 -> new ApiError(status, "forbidden", "The caller has no permission on the object.");
            default -> throw new IllegalArgumentException("no such error is known: " + status);
        };
    }

    static ApiError invalid(String message) {
        return new ApiError(400, "invalid", message);
    }

    static ApiError required(String message) {
        return new ApiError(400, "required", message);
    }

    static ApiError noBucket() {
        return new ApiError(404, "notFound", "The specified bucket does not exist.");
    }

    static ApiError noObject(String bucket, String name) {
        return new ApiError(404, "notFound", "No such object: " + bucket + "/" + name);
    }

    static ApiError noUpload() {
        return new ApiError(404, "notFound", "No such upload.");
    }

    static ApiError cancelled() {
        return new ApiError(499, "clientClosedRequest", "The upload was cancelled.");
    }

    static ApiError conditionNotMet() {
        return new ApiError(412, "conditionNotMet", "At least one of the pre-conditions you specified did not hold.");
    }

    static ApiError notModified() {
        return new ApiError(304, "notModified", "Not modified.");
    }

    static ApiError held(String bucket, String name) {
        return new ApiError(
                403,
                "objectUnderActiveHold",
                "Object '" + bucket + "/" + name + "' is under active Temporary hold and cannot be deleted,"
                        + " overwritten or archived until hold is removed.");
    }

    static ApiError noSuchRange() {
        return new ApiError(416, "requestedRangeNotSatisfiable", "The requested range cannot be satisfied.");
    }

    static ApiError noRoute(String method, String path) {
        return new ApiError(404, "notFound", "Not Found: " + method + " " + path);
    }

    /** @param code as the XML API calls it, where addresses are signed */
    static ApiError signature(int status, String code, String message) {
        return new ApiError(status, code, message);
    }

    int status() {
        return status;
    }

    Answer asJson() {
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.put("code", status).put("message", getMessage());
        error.putArray("errors")
                .addObject()
                .put("message", getMessage())
                .put("domain", "global")
                .put("reason", reason);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("error", error);
        return status == 304 ? Answer.empty(status) : Answer.json(status, body);
    }

    Answer asXml() {
        return Answer.xml(
                status,
                "<?xml version='1.0' encoding='UTF-8'?><Error><Code>" + reason + "</Code><Message>" + getMessage()
                        + "</Message></Error>");
    }
}
