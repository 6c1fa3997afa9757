package retrace.command.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.POST;
import static retrace.command.Samples.NOW;
import static retrace.command.Samples.OWNER;
import static retrace.command.Samples.SEGMENT;
import static retrace.command.Samples.SESSION;
import static retrace.command.Samples.VIEW;
import static retrace.command.Samples.caller;
import static retrace.command.Samples.closed;
import static retrace.command.Samples.createTeam;
import static retrace.command.Samples.recording;
import static retrace.command.Samples.registerEndpoint;
import static retrace.command.Samples.startSession;
import static retrace.command.web.ProblemAssert.assertProblem;

import com.jayway.jsonpath.JsonPath;
import java.io.UnsupportedEncodingException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import retrace.kernel.id.LinkId;
import retrace.kernel.id.SegmentId;
import retrace.kernel.link.Purpose;
import retrace.kernel.link.SignedAddress;
import retrace.kernel.session.SessionCommand.CloseSegment;
import retrace.kernel.session.SessionCommand.OpenSegment;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Role;

class LinksApiTest {

    private static final String TO_PLAY = "{\"session\":\"" + SESSION + "\",\"purpose\":\"PLAY\"}";

    private final Api api = new Api();

    LinksApiTest() {
        api.commandSide()
                .given(
                        createTeam(),
                        recording(AccessKind.UNATTENDED, true),
                        registerEndpoint(),
                        startSession(),
                        new OpenSegment(SESSION, SEGMENT, VIEW, NOW),
                        new CloseSegment(SESSION, closed(SEGMENT, "1".repeat(64), null)));
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void theAddressNamesTheObjectAndIsSigned() throws UnsupportedEncodingException {
        MvcTestResult answer = api.call(POST, "/api/segments/" + SEGMENT + "/links", TO_PLAY);

        assertThat(answer).hasStatus(201).hasHeader("Cache-Control", "no-store");
        String body = answer.getResponse().getContentAsString();
        String address = JsonPath.read(body, "$.address");
        assertThat(address).startsWith("/media/");
        assertThat(Api.SIGNER.verify(address.substring("/media/".length())))
                .contains(new SignedAddress(
                        new LinkId(JsonPath.read(body, "$.link")),
                        "team/session/" + SEGMENT + ".mp4",
                        Purpose.PLAY,
                        NOW.plusSeconds(600)));
        assertThat(JsonPath.<String>read(body, "$.expiresAt")).isEqualTo("2026-11-24T10:10:00Z");
    }

    @Test
    void whoMayNotIsTold() {
        assertProblem(
                api.as(caller(OWNER, Role.MEMBER)).call(POST, "/api/segments/" + SEGMENT + "/links", TO_PLAY),
                403,
                "ROLE_NOT_ALLOWED",
                "Only owners of your team may play");
    }

    @Test
    void anUnknownSegmentIsNotFound() {
        assertProblem(
                api.call(POST, "/api/segments/" + SegmentId.create() + "/links", TO_PLAY),
                404,
                "UNKNOWN_SEGMENT",
                "There is no such finished recording");
    }
}
