package retrace.command.web;

import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import retrace.command.session.OpenedView;
import retrace.command.session.SessionBroker;
import retrace.command.session.SessionWish;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.SessionId;
import retrace.kernel.platform.Platform;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.relay.Ticket;
import retrace.kernel.session.ViewerKind;
import retrace.kernel.team.Caller;

/** Starting, steering and ending sessions. */
@RestController
@RequestMapping("/api/sessions")
public final class SessionsController {

    private final SessionBroker broker;

    public SessionsController(SessionBroker broker) {
        this.broker = broker;
    }

    /** @param monitor null for the first */
    record NewSession(
            EndpointId endpoint,
            @Nullable Integer monitor,
            @Nullable FrameRate frameRate,
            @Nullable Platform technicianPlatform,
            ViewerKind viewer) {

        NewSession {
            InputRefused.require("endpoint", endpoint);
            InputRefused.require("viewer", viewer);
        }

        SessionWish wish() {
            return new SessionWish(
                    endpoint,
                    monitor == null ? 1 : monitor,
                    frameRate == null ? FrameRate.DEFAULT : frameRate,
                    technicianPlatform,
                    viewer);
        }
    }

    /** @param frameRate null for the one that the session has */
    record NewView(Integer monitor, @Nullable FrameRate frameRate) {

        NewView {
            InputRefused.require("monitor", monitor);
        }
    }

    record NewFrameRate(FrameRate frameRate) {

        NewFrameRate {
            InputRefused.require("frameRate", frameRate);
        }
    }

    /** What a viewer needs to connect; the ticket is good for one connection and not shown again. */
    record AwaitedViewer(
            SessionId session,
            String ticket,
            Instant ticketExpiresAt,
            String viewerHost,
            int viewerPort,
            String webSocketPath,
            int monitor,
            FrameRate frameRate) {}

    @PostMapping
    @RolesAllowed({"OWNER", "ADMIN", "MEMBER"})
    ResponseEntity<AwaitedViewer> start(@RequestBody NewSession wanted, Caller caller) {
        return created(broker.start(caller, wanted.wish()));
    }

    @PostMapping("/{session}/views")
    @RolesAllowed({"OWNER", "ADMIN", "MEMBER"})
    ResponseEntity<AwaitedViewer> switchView(
            @PathVariable SessionId session, @RequestBody NewView wanted, Caller caller) {
        return created(broker.switchView(session, caller, wanted.monitor(), wanted.frameRate()));
    }

    @PutMapping("/{session}/frame-rate")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RolesAllowed({"OWNER", "ADMIN", "MEMBER"})
    void changeFrameRate(@PathVariable SessionId session, @RequestBody NewFrameRate wanted, Caller caller) {
        broker.changeFrameRate(session, caller, wanted.frameRate());
    }

    @DeleteMapping("/{session}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RolesAllowed({"OWNER", "ADMIN", "MEMBER"})
    void end(@PathVariable SessionId session, Caller caller) {
        broker.end(session, caller);
    }

    private static ResponseEntity<AwaitedViewer> created(OpenedView view) {
        Ticket ticket = view.ticket();
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(new AwaitedViewer(
                        view.session(),
                        ticket.secret(),
                        ticket.expiresAt(),
                        ticket.viewerHost(),
                        ticket.viewerPort(),
                        ticket.webSocketPath(),
                        view.monitor(),
                        view.frameRate()));
    }
}
