package retrace.command.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;
import static retrace.command.Samples.ENDPOINT;
import static retrace.command.Samples.SESSION;
import static retrace.command.web.ProblemAssert.assertProblem;

import org.axonframework.commandhandling.distributed.CommandBusConnectorCommunicationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.ServletWebRequest;

/** Whatever is wrong with a request is said in a sentence. */
class ProblemsTest {

    private final Api api = new Api(new RelayInMemory());

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "\"text\"", "{\"endpoint\":{}}"})
    void whatIsNotTheExpectedJsonIsABadRequest(String json) {
        assertProblem(
                api.call(POST, "/api/sessions", json),
                400,
                "INVALID_REQUEST",
                "The request cannot be read: it is not JSON of the form that is expected here");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'viewer':'CONSOLE'}|'endpoint' is missing",
                "{'endpoint':'ENDPOINT'}|'viewer' is missing",
                "{'endpoint':'x','viewer':'CONSOLE'}|'x' is not an identifier of the form endpoint-",
                "{'endpoint':'ENDPOINT','viewer':'TV'}|'TV' is not one of CONSOLE, VNC_VIEWER",
                "{'endpoint':'ENDPOINT','viewer':'CONSOLE','frameRate':0}|A frame rate is 1 to 60 frames a second, not 0",
                "{'endpoint':'ENDPOINT','viewer':'CONSOLE','frameRate':61}|A frame rate is 1 to 60 frames a second, not 61",
            })
    void aValueThatCannotBeIsSaidInASentence(String json, String detail) {
        assertProblem(
                api.call(POST, "/api/sessions", json.replace('\'', '"').replace("ENDPOINT\"", ENDPOINT + "\"")),
                400,
                "INVALID_REQUEST",
                detail);
    }

    @Test
    void anIdentifierInThePathThatIsNoneIsSaidInASentence() {
        assertProblem(
                api.call(DELETE, "/api/sessions/42"),
                400,
                "INVALID_REQUEST",
                "'42' is not an identifier of the form session-");
    }

    @Test
    void anotherMethodIsAProblemToo() {
        assertProblem(api.call(PATCH, "/api/sessions/" + SESSION + "/frame-rate"), 405, "METHOD_NOT_ALLOWED", "PATCH");
    }

    @Test
    void aBodyThatIsMissingIsAProblemToo() {
        assertProblem(
                api.call(PUT, "/api/sessions/" + SESSION + "/frame-rate"),
                400,
                "INVALID_REQUEST",
                "The request cannot be read");
    }

    @Test
    void thatNobodyIsReachedIsSaidAsNotNow() {
        ResponseEntity<Object> answer = new Problems()
                .notReached(
                        new CommandBusConnectorCommunicationException("connection lost"),
                        new ServletWebRequest(new MockHttpServletRequest("POST", "/api/sessions")));

        assertThat(answer.getStatusCode().value()).isEqualTo(503);
        assertThat(String.valueOf(answer.getBody())).contains("NOT_REACHED", "cannot be reached at the moment");
    }
}
