package retrace.command.link;

import retrace.kernel.id.LinkId;
import retrace.kernel.link.AddressSigner;
import retrace.kernel.link.LinkOutcome.Issued;
import retrace.kernel.link.Purpose;
import retrace.kernel.link.SignedAddress;

/** Addresses that relays serve, who have the same key and tell what was watched. */
public final class RelayAddresses implements LinkAddresses {

    private static final String MEDIA_PATH = "/media/";

    private final AddressSigner signer;

    public RelayAddresses(AddressSigner signer) {
        this.signer = signer;
    }

    @Override
    public String of(LinkId link, Purpose purpose, Issued issued) {
        return MEDIA_PATH + signer.sign(new SignedAddress(link, issued.objectName(), purpose, issued.expiresAt()));
    }
}
