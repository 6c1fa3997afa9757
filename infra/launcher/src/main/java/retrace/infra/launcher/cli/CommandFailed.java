package retrace.infra.launcher.cli;

/** A command was understood and did not succeed; the message is a sentence for the terminal. */
final class CommandFailed extends Exception {

    private static final long serialVersionUID = 1;

    CommandFailed(String sentence) {
        super(sentence);
    }
}
