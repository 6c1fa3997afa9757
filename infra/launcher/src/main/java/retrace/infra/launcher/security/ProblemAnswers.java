package retrace.infra.launcher.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.csrf.CsrfException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says no as problem+json, with a code and a sentence. No answer asks a browser for HTTP Basic: it would remember the
 * password and send it along with requests that other pages make.
 */
final class ProblemAnswers implements AuthenticationEntryPoint, AuthenticationFailureHandler, AccessDeniedHandler {

    private final JsonMapper json;

    ProblemAnswers(JsonMapper json) {
        this.json = json;
    }

    /** Nobody is signed in, or HTTP Basic had a wrong password. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (failure instanceof TooManyFailures) {
            tooManyFailures(response);
        } else if (request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
            wrongPassword(response);
        } else {
            write(response, HttpStatus.UNAUTHORIZED, "SIGNED_OUT", "You are not signed in. Sign in and try again.");
        }
    }

    /** The form had a wrong name or password. */
    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (failure instanceof TooManyFailures) {
            tooManyFailures(response);
        } else {
            wrongPassword(response);
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        if (denied instanceof CsrfException) {
            write(
                    response,
                    HttpStatus.FORBIDDEN,
                    "CSRF_TOKEN_MISSING",
                    "The page that sent this is out of date. Load it again and try once more.");
        } else {
            write(
                    response,
                    HttpStatus.FORBIDDEN,
                    "ROLE_NOT_ALLOWED",
                    "Your role in the team does not allow this. Ask an owner of your team.");
        }
    }

    private void wrongPassword(HttpServletResponse response) throws IOException {
        write(response, HttpStatus.UNAUTHORIZED, "WRONG_NAME_OR_PASSWORD", "Name or password is wrong. Try again.");
    }

    private void tooManyFailures(HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(SignInLimit.WINDOW.toSeconds()));
        write(
                response,
                HttpStatus.TOO_MANY_REQUESTS,
                "TOO_MANY_FAILURES",
                "Name or password was wrong too often. Wait " + SignInLimit.WINDOW.toMinutes()
                        + " minutes and try again.");
    }

    private void write(HttpServletResponse response, HttpStatus status, String code, String sentence)
            throws IOException {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, sentence);
        problem.setProperty("code", code);
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }
}
