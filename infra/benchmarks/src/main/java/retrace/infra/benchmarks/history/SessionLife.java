package retrace.infra.benchmarks.history;

import java.time.Duration;
import java.time.Instant;
import retrace.infra.benchmarks.history.SessionCourse.Ending;
import retrace.kernel.platform.Platform;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.recording.View;
import retrace.kernel.session.EndReason;
import retrace.kernel.session.SessionEvent.SessionExpiryWarned;
import retrace.kernel.session.SessionEvent.ViewClosed;
import retrace.kernel.session.SessionEvent.ViewOpened;

/** A session from its admission to its end, as its relay reports it. */
final class SessionLife {

    private static final Duration WARNING = Duration.ofMinutes(5);
    private static final Duration TICKET_LIFETIME = Duration.ofSeconds(60);
    private static final Duration CHANGE_WORTH_WHILE = Duration.ofSeconds(30);
    private static final Duration WITH_SIZE_LIMIT = Duration.ofHours(2);

    private final World world;
    private final SimulatedSession session;
    private final SimulatedEndpoint endpoint;
    private final SessionCourse course;
    private final SessionFootage footage;
    private final SessionEnding ending;
    private final Instant startedAt;
    private Instant endsAt = Instant.MAX;
    private int changesLeft;
    private View view;
    private Instant openedAt = Instant.MIN;
    private Instant firstPictureAt = Instant.MIN;

    SessionLife(World world, SimulatedSession session, SimulatedEndpoint endpoint, SessionCourse course) {
        this.world = world;
        this.session = session;
        this.endpoint = endpoint;
        this.course = course;
        footage = new SessionFootage(world, session);
        ending = new SessionEnding(world, session, endpoint, footage);
        startedAt = world.now();
        changesLeft = course.changes();
        view = new View(1, endpoint.monitorName(1), FrameRate.DEFAULT, width(), height());
    }

    private int width() {
        return isPocket() ? 1080 : world.dice().chance(0.7) ? 1920 : 2560;
    }

    private int height() {
        return isPocket() ? 1920 : world.dice().chance(0.7) ? 1080 : 1440;
    }

    private boolean isPocket() {
        return endpoint.platform() == Platform.ANDROID || endpoint.platform() == Platform.IOS;
    }

    void begin() {
        if (course.ending() == Ending.TICKET_EXPIRED) {
            world.in(
                    TICKET_LIFETIME,
                    () -> ending.end(EndReason.TICKET_EXPIRED, "Nobody came with the ticket in time.", null));
            return;
        }
        boolean toTheLast = course.ending() == Ending.MAX_DURATION;
        endsAt = startedAt.plus(toTheLast ? SessionCourse.MAX : course.time());
        if (toTheLast) {
            world.in(
                    SessionCourse.MAX.minus(WARNING),
                    () -> world.decide(
                            session.events(),
                            new SessionExpiryWarned(session.id(), session.team().id(), endsAt, world.now())));
        }
        world.in(world.dice().millis(800, 4000), this::connect);
    }

    /** The viewer is there, and the computer begins to send. */
    private void connect() {
        openedAt = world.now().minus(world.dice().millis(1, 5));
        firstPictureAt = openedAt.plus(world.dice().millis(30, 400));
        tellView(openedAt);
        if (session.isRecorded()) {
            world.in(world.dice().millis(500, 1500), this::beginRecording);
        } else {
            goOn();
        }
    }

    private void tellView(Instant at) {
        world.decide(
                session.events(), new ViewOpened(session.id(), session.team().id(), view, at));
    }

    private void beginRecording() {
        footage.open(view, firstPictureAt.toEpochMilli());
        goOn();
    }

    private void goOn() {
        Duration left = Duration.between(world.now(), endsAt);
        if (changesLeft > 0 && left.compareTo(CHANGE_WORTH_WHILE) > 0) {
            changesLeft--;
            world.in(world.dice().within(Duration.ofSeconds(10), left.minusSeconds(15)), this::change);
        } else {
            world.in(left.isNegative() ? Duration.ofSeconds(5) : left, this::finish);
        }
    }

    private void change() {
        boolean large = session.isRecorded() && course.time().compareTo(WITH_SIZE_LIMIT) > 0;
        if (large && world.dice().chance(0.5)) {
            goOnIn(view, CloseReason.SIZE_LIMIT);
        } else if (endpoint.monitors() > 1 && world.dice().chance(0.6)) {
            switchMonitor();
        } else if (isPocket()) {
            goOnIn(resized(/* width= */ view.height(), /* height= */ view.width()), CloseReason.ORIENTATION_CHANGED);
        } else if (world.dice().chance(0.5)) {
            goOnIn(resized(view.width() == 1920 ? 1280 : 1920, 1024), CloseReason.RESOLUTION_CHANGED);
        } else {
            int rate = view.frameRate().perSecond() == 10 ? 25 : 10;
            View faster =
                    new View(view.monitor(), view.monitorName(), new FrameRate(rate), view.width(), view.height());
            goOnIn(faster, CloseReason.FRAME_RATE_CHANGED);
        }
    }

    private View resized(int width, int height) {
        return new View(view.monitor(), view.monitorName(), view.frameRate(), width, height);
    }

    /** By the same connection. */
    private void goOnIn(View next, CloseReason why) {
        long now = world.now().toEpochMilli();
        if (why != CloseReason.SIZE_LIMIT) {
            view = next;
            tellView(world.now().minus(world.dice().millis(1, 5)));
        }
        if (session.isRecorded()) {
            footage.split(view, now, why);
        }
        goOn();
    }

    private void switchMonitor() {
        closeView();
        if (session.isRecorded()) {
            footage.close(world.now().toEpochMilli(), CloseReason.MONITOR_SWITCHED);
        }
        int monitor = view.monitor() % endpoint.monitors() + 1;
        view = new View(monitor, endpoint.monitorName(monitor), view.frameRate(), width(), height());
        world.in(world.dice().millis(1000, 3000), this::connect);
    }

    private void closeView() {
        session.shown(firstPictureAt.toEpochMilli(), world.now().toEpochMilli());
        world.decide(
                session.events(), new ViewClosed(session.id(), session.team().id(), firstPictureAt, world.now()));
    }

    private void finish() {
        switch (course.ending()) {
            case TICKET_EXPIRED -> throw new IllegalStateException("nobody came");
            case TECHNICIAN_LEFT -> leave(EndReason.TECHNICIAN_LEFT, "The technician's viewer ended the connection.");
            case ENDED_BY_REQUEST -> {
                String name = world.dice().pick(session.team().members()).name();
                leave(EndReason.ENDED_BY_REQUEST, name + " ended the session.");
            }
            case STREAMER_LEFT -> leave(EndReason.STREAMER_LEFT, "The computer ended the connection.");
            case RELAY_STOPPED -> leave(EndReason.RELAY_STOPPED, "The relay was stopped.");
            case MAX_DURATION ->
                leave(EndReason.MAX_DURATION, "It had lasted 24 hours, as long as a recorded session may.");
            case RECORDING_UNAVAILABLE -> goOnUnrecorded();
            case LOST_AND_RECOVERED, LOST_AND_RECOVERED_LATE, LOST_WITH_NOTHING, LOST_AND_DAMAGED ->
                ending.lose(course.ending(), openedAt.toEpochMilli());
        }
    }

    private void leave(EndReason reason, String detail) {
        closeView();
        Duration told = world.dice().millis(20, 90);
        if (session.isRecorded()) {
            Duration closing = footage.close(world.now().toEpochMilli(), CloseReason.SESSION_ENDED);
            boolean endFirst = world.dice().chance(0.1);
            told = endFirst ? told : closing.plus(told);
        }
        world.in(told, () -> ending.end(reason, detail, null));
    }

    private void goOnUnrecorded() {
        footage.close(world.now().toEpochMilli(), CloseReason.SESSION_ENDED);
        footage.missingSince(world.now().toEpochMilli());
        world.in(Duration.ofSeconds(60), () -> {
            closeView();
            footage.missingUntil(world.now().toEpochMilli());
            ending.end(EndReason.RECORDING_UNAVAILABLE, "Recording was not possible for 1 minute.", null);
        });
    }
}
