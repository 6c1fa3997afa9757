package retrace.query.web;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import retrace.query.readmodel.QueryRefused;

/** Tells the caller as problem+json (RFC 9457) why a question is not answered. */
@RestControllerAdvice(basePackages = "retrace.query")
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class QueryProblems {

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(QueryRefused refused) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(refused.status(), refused.sentence());
        problem.setProperty("code", refused.code());
        return ResponseEntity.status(refused.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
