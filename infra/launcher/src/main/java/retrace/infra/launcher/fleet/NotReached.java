package retrace.infra.launcher.fleet;

import java.io.IOException;

/** Nothing of a message has come to its handler, so that another process can be asked instead. */
final class NotReached extends IOException {

    private static final long serialVersionUID = 1;

    NotReached(FleetMember member, String why) {
        super("the " + member + " cannot be reached: " + why);
    }
}
