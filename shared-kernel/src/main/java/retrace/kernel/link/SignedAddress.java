package retrace.kernel.link;

import java.time.Instant;
import retrace.kernel.id.LinkId;

/**
 * What a link's address says: which object, for what, until when. The command side signs it and the relay checks it,
 * both by an {@link AddressSigner} with the same key, so the relay needs to ask nobody.
 *
 * @param objectName name of the segment's object in the store
 * @param expiresAt good until then, to the millisecond
 */
public record SignedAddress(LinkId link, String objectName, Purpose purpose, Instant expiresAt) {

    static final int OBJECT_NAME_LENGTH_MAX = 1024;

    public SignedAddress {
        if (objectName.isBlank()
                || objectName.length() > OBJECT_NAME_LENGTH_MAX
                || objectName.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "An object's name is 1 to " + OBJECT_NAME_LENGTH_MAX + " printable characters.");
        }
    }

    public boolean isExpiredAt(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
