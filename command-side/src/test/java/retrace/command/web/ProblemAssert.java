package retrace.command.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON;

import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What every problem has. */
final class ProblemAssert {

    private ProblemAssert() {}

    static void assertProblem(MvcTestResult answer, int status, String code, String detailPart) {
        assertThat(answer)
                .hasStatus(status)
                .hasContentTypeCompatibleWith(APPLICATION_PROBLEM_JSON)
                .bodyJson()
                .satisfies(json -> {
                    assertThat(json).extractingPath("$.code").isEqualTo(code);
                    assertThat(json).extractingPath("$.status").isEqualTo(status);
                    assertThat(json)
                            .extractingPath("$.detail")
                            .asString()
                            .contains(detailPart)
                            .endsWith(".");
                });
    }
}
