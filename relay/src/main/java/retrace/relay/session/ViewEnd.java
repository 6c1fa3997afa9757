package retrace.relay.session;

import retrace.kernel.session.EndReason;

/**
 * Why a view came to its end.
 *
 * @param replaced the technician's viewer has come back with a new ticket, so the session goes on
 * @param detail a sentence for people
 */
record ViewEnd(boolean replaced, EndReason reason, String detail) {

    static ViewEnd of(EndReason reason, String detail) {
        return new ViewEnd(false, reason, detail);
    }

    static ViewEnd byReplacement() {
        return new ViewEnd(true, EndReason.TECHNICIAN_LEFT, "The technician came back with a new ticket.");
    }
}
