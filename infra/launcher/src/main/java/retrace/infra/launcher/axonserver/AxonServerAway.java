package retrace.infra.launcher.axonserver;

/** No Axon Server lets this process in. The message has a sentence for each that was asked, one a line. */
public final class AxonServerAway extends RuntimeException {

    private static final long serialVersionUID = 1;

    AxonServerAway(String sentences) {
        super(sentences);
    }
}
