package retrace.query.eventlog.evidence;

import java.util.List;
import java.util.stream.Collectors;
import retrace.kernel.id.SessionId;
import retrace.kernel.recording.StoredObject;
import retrace.query.eventlog.EventEncoding;
import retrace.query.eventlog.EventEncoding.Decoded;
import retrace.query.eventlog.Heads.Signed;
import retrace.query.eventlog.evidence.SessionEvidence.Proved;
import retrace.query.eventlog.verify.SessionFold.Expected;
import retrace.query.eventlog.verify.SessionFold.Recording;

/** What an archive says of itself to people. Nothing in it is proved, and the check does not read it. */
final class Readme {

    private static final String TEXT = """
            Evidence of {session}

            events/N.event        an event as it was sealed; N is its number in the history
            events/N.tlog-proof   that it is in the log of all events (c2sp.org/tlog-proof)
            head.txt              the log's signed head: name, size, root (c2sp.org/tlog-checkpoint)
            key.txt               the key that it is signed with (c2sp.org/signed-note)
            recordings/           the recordings, as video files

            Check all of it with

                retrace audit check FILE --key KEY

            where KEY is the verifier key that you noted down elsewhere. Without --key the archive is checked against
            the key in it, which anybody can make who makes an archive.

            By hand, with sha256sum, openssl and base64:

            1. The signature: the text of head.txt up to and with the third line feed is signed with Ed25519. The
               signature is the base64 of the last line without its first 4 bytes; the public key is the base64 of
               key.txt, after the second plus sign, without its first byte.
            2. Each event: its leaf is SHA-256(00 N D), where N is its number in 8 bytes, big-endian, and D the
               SHA-256 of N.event. Its proof has the leaf's index and the hashes beside the way from the leaf to the
               root; a node is SHA-256(01 LEFT RIGHT). RFC 9162, 2.1.3.2 says which is left. The last one is the root
               of head.txt.
            3. What an event says: N.event begins with the line "retrace event 1". Then come nine values, each a
               length in 4 bytes and so many bytes (length ff ff ff ff: none): {columns}. The payload is JSON.
            4. Each recording: sizeBytes, sha256 and crc32c in the payload of its segment-closed event; sha256sum
               tells whether the file is that one. previousSha256 is the sha256 of the recording closed before it.
            5. That nothing of the session is left out: the sequence numbers of the session's own events begin with 0
               and none is missing. That there was nothing after the last one only a later head can show.

            Events

            {events}

            Recordings

            {recordings}

            The head has {size} events.
            """;

    private Readme() {}

    static String of(SessionId session, Signed head, List<Proved> events, List<Recording> recordings) {
        return TEXT.replace("{session}", session.value())
                .replace("{columns}", columns())
                .replace("{size}", Long.toString(head.head().size()))
                .replace("{events}", events.stream().map(Readme::line).collect(Collectors.joining("\n")))
                .replace(
                        "{recordings}",
                        recordings.isEmpty()
                                ? "none"
                                : recordings.stream().map(Readme::line).collect(Collectors.joining("\n")));
    }

    private static String columns() {
        return "event identifier, aggregate, sequence number (8 bytes), type of aggregate, name of the event, revision,"
                + " payload, meta data, time";
    }

    private static String line(Proved proved) {
        String words = EventEncoding.decode(proved.event().encoding())
                .map(Readme::words)
                .orElse("");
        return proved.event().globalIndex() + "  " + words;
    }

    private static String words(Decoded event) {
        return event.timeStamp() + "  " + event.aggregate() + " " + event.sequence() + "  " + event.payloadType();
    }

    private static String line(Recording recording) {
        StoredObject object = recording.segment().object();
        String what = recording.expected() == Expected.GONE ? "deleted, its time was over" : object.sha256();
        return recording.segment().segment() + "  " + recording.segment().firstFrameAt() + "  " + what;
    }
}
