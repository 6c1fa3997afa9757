package retrace.query.readmodel;

import org.springframework.http.HttpStatus;

/** A question that is not answered; it goes to the caller as problem+json. */
public final class QueryRefused extends RuntimeException {

    private final HttpStatus status;
    private final String code;

    private QueryRefused(HttpStatus status, String code, String sentence) {
        super(sentence);
        this.status = status;
        this.code = code;
    }

    /** @param sentence for people: what is wrong with it and what would be right */
    public static QueryRefused invalid(String sentence) {
        return invalid("INVALID_QUERY", sentence);
    }

    /** @param code where programs may want to know more than that it makes no sense */
    public static QueryRefused invalid(String code, String sentence) {
        return new QueryRefused(HttpStatus.BAD_REQUEST, code, sentence);
    }

    public static QueryRefused notFound(String code, String sentence) {
        return new QueryRefused(HttpStatus.NOT_FOUND, code, sentence);
    }

    public static QueryRefused busy(String code, String sentence) {
        return new QueryRefused(HttpStatus.SERVICE_UNAVAILABLE, code, sentence);
    }

    public HttpStatus status() {
        return status;
    }

    /** A stable word for programs. */
    public String code() {
        return code;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
