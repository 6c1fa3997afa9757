package retrace.command.link;

import retrace.kernel.id.LinkId;
import retrace.kernel.link.LinkOutcome.Issued;
import retrace.kernel.link.Purpose;

/** Makes the addresses of links: where whoever has one gets the recording until it expires, and nothing else. */
public interface LinkAddresses {

    /** @return a path at the relays, or the whole address of another server */
    String of(LinkId link, Purpose purpose, Issued issued);
}
