package retrace.infra.benchmarks.history;

import java.time.Duration;
import java.util.List;
import retrace.infra.benchmarks.history.SimulatedTeam.Member;
import retrace.kernel.id.LinkId;
import retrace.kernel.link.LinkEvent.LinkIssued;
import retrace.kernel.link.LinkEvent.LinkRefused;
import retrace.kernel.link.LinkEvent.RecordingPlayed;
import retrace.kernel.link.LinkEvent.RecordingServed;
import retrace.kernel.link.PlayedPart;
import retrace.kernel.link.Purpose;
import retrace.kernel.link.ServedRange;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.PlaybackPermission;

/** Links to a session's recordings are asked for, and what they are served and what players play is reported. */
final class Watching {

    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final long HEADER_BYTES = 4096;

    private final World world;
    private final SimulatedSession session;

    Watching(World world, SimulatedSession session) {
        this.world = world;
        this.session = session;
    }

    void ask() {
        SimulatedSegment segment = world.dice().pick(session.segments());
        Member member = world.dice().pick(session.team().members());
        Purpose purpose = world.dice().chance(0.2) ? Purpose.DOWNLOAD : Purpose.PLAY;
        PlaybackPermission permission = session.team().playback(session.accessKind());
        Request request = new Request(segment, member, purpose);
        switch (segment.fate()) {
            case OPENED, FAILED ->
                request.refuse(
                        "UNKNOWN_SEGMENT",
                        "There is no such finished recording in your team. Choose one from the list of recordings.");
            case QUARANTINED ->
                request.refuse(
                        "RECORDING_DAMAGED",
                        "This recording is damaged and was put aside. Ask those who run the server what is left of it.");
            case MISSING ->
                request.refuse(
                        "RECORDING_MISSING",
                        "The store no longer has this recording as it was made. Ask those who run the server.");
            case DELETING, EXPIRED ->
                request.refuse(
                        "RECORDING_EXPIRED",
                        "This recording is deleted: your team keeps recordings for " + segment.daysKept() + " days.");
            case CLOSED -> {
                if (permission.allows(member.role())) {
                    request.issue();
                } else {
                    request.refuse("ROLE_NOT_ALLOWED", roleSentence(permission, session.accessKind(), purpose));
                }
            }
        }
    }

    private static String roleSentence(PlaybackPermission permission, AccessKind kind, Purpose purpose) {
        String who = switch (permission) {
            case OWNER -> "Only owners";
            case ADMINS_AND_OWNER -> "Only owners and admins";
            case MEMBERS_ADMINS_AND_OWNER -> "Only owners, admins and members";
        };
        return who + " of your team may " + (purpose == Purpose.PLAY ? "play" : "download") + " recordings of "
                + (kind == AccessKind.ATTENDED ? "attended" : "unattended") + " access. Ask one of them.";
    }

    private final class Request {

        private final LinkId id = new LinkId("link-" + world.dice().uuid());
        private final EventStream events = EventStream.of(id);
        private final SimulatedSegment segment;
        private final Member member;
        private final Purpose purpose;
        private int reports;

        Request(SimulatedSegment segment, Member member, Purpose purpose) {
            this.segment = segment;
            this.member = member;
            this.purpose = purpose;
        }

        void refuse(String code, String message) {
            world.decide(
                    events,
                    new LinkRefused(
                            id,
                            session.team().id(),
                            session.id(),
                            segment.id(),
                            purpose,
                            member.actor(),
                            code,
                            message,
                            world.now()));
        }

        void issue() {
            world.decide(
                    events,
                    new LinkIssued(
                            id,
                            session.team().id(),
                            session.id(),
                            segment.id(),
                            purpose,
                            member.actor(),
                            world.now().plus(LIFETIME),
                            world.now()));
            if (world.dice().chance(0.95)) {
                world.in(world.dice().seconds(5, 12), () -> serve(HEADER_BYTES, 0));
            }
        }

        /** From this byte and millisecond on. */
        private void serve(long fromByte, long fromMillis) {
            long bytes = segment.object().sizeBytes();
            long millis = segment.ended() - segment.firstFrame();
            double part = purpose == Purpose.DOWNLOAD ? 1 : world.dice().between(10, 100) / 100.0;
            long toByte = fromByte + Math.max(1, (long) ((bytes - fromByte) * part));
            long toMillis = fromMillis + (long) ((millis - fromMillis) * part);
            ServedRange media = new ServedRange(fromByte, toByte, fromMillis, toMillis);
            ServedRange header = new ServedRange(0, HEADER_BYTES, 0, 0);
            boolean first = reports == 0;
            world.decide(
                    events,
                    new RecordingServed(
                            id,
                            session.team().id(),
                            session.id(),
                            segment.id(),
                            purpose,
                            member.actor(),
                            "relay-1",
                            ++reports,
                            first && purpose == Purpose.PLAY ? List.of(header, media) : List.of(media),
                            world.now()));
            if (purpose == Purpose.PLAY && toMillis > fromMillis) {
                world.in(world.dice().seconds(5, 12), () -> tell(fromMillis, toMillis));
            }
            if (toMillis < millis && toByte < bytes && world.dice().chance(0.6)) {
                world.in(world.dice().seconds(10, 60), () -> serve(toByte, toMillis));
            }
        }

        /** By the player, which has played what it was sent. */
        private void tell(long fromMillis, long toMillis) {
            world.decide(
                    events,
                    new RecordingPlayed(
                            id,
                            session.team().id(),
                            session.id(),
                            segment.id(),
                            member.actor(),
                            List.of(new PlayedPart(fromMillis, toMillis)),
                            world.now()));
        }
    }
}
