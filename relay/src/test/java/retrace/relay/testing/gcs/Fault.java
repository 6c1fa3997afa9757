package retrace.relay.testing.gcs;

import java.time.Duration;

/** How the server misbehaves. */
public sealed interface Fault {

    /** Answers with an error and does nothing, as when overloaded. */
    record Refuse(int status) implements Fault {}

    /** Does what was asked and answers with an error all the same. */
    record RefuseAfterDoing(int status) implements Fault {}

    /** Closes the connection when it has half of the request; nothing is done. */
    record CutRequest() implements Fault {}

    /** Does what was asked and closes the connection without an answer. */
    record CutAfterDoing() implements Fault {}

    /** Does what was asked and closes the connection in the middle of the answer. */
    record CutAnswer() implements Fault {}

    /** Does what was asked and answers after so long. */
    record AnswerLate(Duration after) implements Fault {}

    /** Keeps only the first quantum of an upload's chunk, which the service may do. */
    record KeepLess() implements Fault {}
}
