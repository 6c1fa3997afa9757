package retrace.relay.store;

import java.io.IOException;

/** An object was to be deleted that is held. Final: it is as long as nobody takes the hold off. */
public final class ObjectHeld extends IOException {

    private static final long serialVersionUID = 1L;

    public ObjectHeld(String name) {
        super("The object " + name + " is held in the store and stays until the hold is taken off.");
    }
}
