package retrace.command.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.POST;
import static retrace.command.Samples.NOW;
import static retrace.command.Samples.OWNER;
import static retrace.command.Samples.SEGMENT;
import static retrace.command.Samples.SESSION;
import static retrace.command.Samples.TEAM;
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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import retrace.kernel.id.LinkId;
import retrace.kernel.id.SegmentId;
import retrace.kernel.link.LinkEvent.RecordingPlayed;
import retrace.kernel.link.PlayedPart;
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

    @Test
    void thePlayerTellsWhatItHasPlayed() throws UnsupportedEncodingException {
        String link = issued();

        assertThat(told(link, "{\"parts\":[{\"fromMillis\":0,\"toMillis\":9750}]}"))
                .hasStatus(204);

        api.commandSide()
                .thenEvents()
                .last()
                .isEqualTo(new RecordingPlayed(
                        new LinkId(link), TEAM, SESSION, SEGMENT, OWNER, List.of(new PlayedPart(0, 9750)), NOW));
    }

    @Test
    void nothingIsToldOfALinkThatIsNotThere() {
        assertProblem(
                told(LinkId.create().value(), "{\"parts\":[{\"fromMillis\":0,\"toMillis\":9750}]}"),
                404,
                "UNKNOWN_LINK",
                "There is no such link of yours");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | 'parts' is missing.",
                "{\"parts\":[]} | 'parts' has 1 to 100 parts.",
                "{\"parts\":[null]} | 'parts' has 1 to 100 parts.",
                "{\"parts\":[{\"fromMillis\":5,\"toMillis\":5}]} | No part of a video: 5 to 5 ms.",
                "{\"parts\":[{\"fromMillis\":5}]} | The request cannot be read"
            })
    void whatCannotHaveBeenPlayedIsRefused(String body, String sentence) throws UnsupportedEncodingException {
        assertProblem(told(issued(), body), 400, "INVALID_REQUEST", sentence);
    }

    @Test
    void noMoreIsReadThanAnyRequestHasReasonToBe() throws UnsupportedEncodingException {
        String endless = "{\"parts\":[" + " ".repeat(BoundedBodies.BYTES_MAX) + "]}";

        assertProblem(told(issued(), endless), 400, "INVALID_REQUEST", "A request has at most 65536 bytes.");
    }

    private String issued() throws UnsupportedEncodingException {
        MvcTestResult answer = api.call(POST, "/api/segments/" + SEGMENT + "/links", TO_PLAY);
        return JsonPath.read(answer.getResponse().getContentAsString(), "$.link");
    }

    private MvcTestResult told(String link, String body) {
        return api.call(POST, "/api/links/" + link + "/played", body);
    }
}
