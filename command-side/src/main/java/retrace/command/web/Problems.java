package retrace.command.web;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.commandhandling.distributed.CommandBusConnectorCommunicationException;
import org.axonframework.common.AxonException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import retrace.command.CommandRefused;
import retrace.command.endpoint.LoginKeyUnavailable;
import retrace.command.session.RelayUnavailable;
import retrace.command.session.SessionNotStarted;
import tools.jackson.databind.exc.InvalidFormatException;

/**
 * Answers whatever goes wrong as a problem (RFC 9457): {@code code}, a stable word for programs, and {@code detail}, a
 * sentence for people. Asked after any advice that is closer to a controller.
 */
@RestControllerAdvice
@Order(Problems.AFTER_OTHERS)
public final class Problems extends ResponseEntityExceptionHandler {

    static final int AFTER_OTHERS = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ResponseEntity<Object> refused(CommandExecutionException failure, WebRequest request) {
        return CommandRefused.reasonOf(failure)
                .map(reason -> answer(statusOf(reason.code()), reason.code(), reason.message(), failure, request))
                .orElseGet(() -> broken(failure, request));
    }

    /** As any other refusal, with a ticket for the viewer that is to be told as well. */
    @ExceptionHandler
    ResponseEntity<Object> notStarted(SessionNotStarted failure, WebRequest request) {
        String code = failure.reason().code();
        ProblemDetail problem = problem(statusOf(code), code, failure.reason().message());
        problem.setProperty("ticket", failure.ticket().secret());
        problem.setProperty("viewerHost", failure.ticket().viewerHost());
        problem.setProperty("viewerPort", failure.ticket().viewerPort());
        HttpHeaders headers = new HttpHeaders();
        headers.setCacheControl(CacheControl.noStore());
        return answer(problem, headers, failure, request);
    }

    private static HttpStatus statusOf(String code) {
        return switch (code) {
            case "UNKNOWN_ENDPOINT",
                    "UNKNOWN_MONITOR",
                    "UNKNOWN_SESSION",
                    "UNKNOWN_SEGMENT",
                    "UNKNOWN_ACCOUNT",
                    "UNKNOWN_HOLD",
                    "UNKNOWN_LINK" -> HttpStatus.NOT_FOUND;
            case "RECORDING_EXPIRED", "LINK_EXPIRED" -> HttpStatus.GONE;
            case "NOT_YOUR_SESSION", "ROLE_NOT_ALLOWED" -> HttpStatus.FORBIDDEN;
            default -> code.startsWith("INVALID_") ? HttpStatus.BAD_REQUEST : HttpStatus.CONFLICT;
        };
    }

    @ExceptionHandler
    ResponseEntity<Object> unavailable(RelayUnavailable failure, WebRequest request) {
        return answer(
                HttpStatus.SERVICE_UNAVAILABLE, "RELAY_UNAVAILABLE", sentence(failure.getMessage()), failure, request);
    }

    /** It may have been done: whoever asks again is told. */
    @ExceptionHandler({CommandBusConnectorCommunicationException.class, NoHandlerForCommandException.class})
    ResponseEntity<Object> notReached(AxonException failure, WebRequest request) {
        LOG.warn("{} reached nobody: {}", request.getDescription(false), failure.getMessage());
        return answer(
                HttpStatus.SERVICE_UNAVAILABLE,
                "NOT_REACHED",
                "A process that is needed for this cannot be reached at the moment. Try again.",
                failure,
                request);
    }

    @ExceptionHandler
    ResponseEntity<Object> withoutKey(LoginKeyUnavailable failure, WebRequest request) {
        LOG.error("{} failed", request.getDescription(false), failure);
        return answer(
                HttpStatus.SERVICE_UNAVAILABLE,
                "LOGIN_KEY_UNAVAILABLE",
                "The key for the login of this computer cannot be used just now. Try again in a moment; if it stays so,"
                        + " ask the operator, who finds the reason in the server's log.",
                failure,
                request);
    }

    @ExceptionHandler
    ResponseEntity<Object> overtaken(ConcurrencyException failure, WebRequest request) {
        return answer(
                HttpStatus.CONFLICT,
                "OVERTAKEN",
                "Somebody else has changed this at the same moment. Look again, then try again.",
                failure,
                request);
    }

    @ExceptionHandler
    ResponseEntity<Object> invalid(InputRefused failure, WebRequest request) {
        return answer(HttpStatus.BAD_REQUEST, "INVALID_REQUEST", sentence(failure.getMessage()), failure, request);
    }

    /** Who may do what is answered by the part that authenticates. */
    @SuppressWarnings("DoNotCallSuggester") // only Spring calls it
    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
    void leftToSecurity(RuntimeException failure) {
        throw failure;
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unexpected(Exception failure, WebRequest request) {
        return DisconnectedClientHelper.isClientDisconnectedException(failure)
                ? null // nobody is there to be told
                : broken(failure, request);
    }

    private ResponseEntity<Object> broken(Exception failure, WebRequest request) {
        LOG.error("{} failed", request.getDescription(false), failure);
        return answer(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "INTERNAL_ERROR",
                "Something went wrong here. It has been written to the server's log.",
                failure,
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(HttpStatus.BAD_REQUEST, "INVALID_REQUEST", sentenceOf(failure), failure, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Class<?> type = failure.getRequiredType();
        String detail = type != null && type.isEnum()
                ? notOneOf(type, failure.getValue())
                : sentenceIn(failure)
                        .orElse("'" + failure.getValue() + "' is not a value for '" + failure.getPropertyName() + "'.");
        return answer(HttpStatus.BAD_REQUEST, "INVALID_REQUEST", detail, failure, request);
    }

    /** Gives a code to what Spring MVC itself answers: unknown paths, wrong methods, wrong media types. */
    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (body instanceof ProblemDetail problem && problem.getProperties() == null) {
            HttpStatus known = HttpStatus.resolve(status.value());
            problem.setProperty("code", known == null ? "HTTP_" + status.value() : known.name());
        }
        return super.createResponseEntity(body, headers, status, request);
    }

    private ResponseEntity<Object> answer(
            HttpStatus status, String code, String detail, Exception failure, WebRequest request) {
        return answer(problem(status, code, detail), new HttpHeaders(), failure, request);
    }

    private static ProblemDetail problem(HttpStatus status, String code, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("code", code);
        return problem;
    }

    private ResponseEntity<Object> answer(
            ProblemDetail problem, HttpHeaders headers, Exception failure, WebRequest request) {
        HttpStatusCode status = HttpStatusCode.valueOf(problem.getStatus());
        ResponseEntity<Object> answer = handleExceptionInternal(failure, problem, headers, status, request);
        return answer == null ? ResponseEntity.status(status).body(problem) : answer;
    }

    private static String sentenceOf(HttpMessageNotReadableException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidFormatException format
                    && format.getTargetType().isEnum()) {
                return notOneOf(format.getTargetType(), format.getValue());
            }
        }
        return sentenceIn(failure)
                .orElse("The request cannot be read: it is not JSON of the form that is expected here.");
    }

    /** The kernel's value types say what is wrong, somewhere below what Spring and Jackson say. */
    private static Optional<String> sentenceIn(Exception failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause.getClass().equals(IllegalArgumentException.class) || cause instanceof InputRefused) {
                return Optional.ofNullable(cause.getMessage());
            }
        }
        return Optional.empty();
    }

    private static String notOneOf(Class<?> type, @Nullable Object value) {
        return "'" + value + "' is not one of "
                + Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", ")) + ".";
    }

    private static String sentence(@Nullable String message) {
        return message == null ? "That cannot be." : message;
    }
}
