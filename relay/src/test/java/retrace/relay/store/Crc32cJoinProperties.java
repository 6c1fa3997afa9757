package retrace.relay.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.zip.CRC32C;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class Crc32cJoinProperties {

    @Property(tries = 200)
    void isTheSumOfBothRuns(@ForAll byte[] first, @ForAll byte[] second) {
        CRC32C both = new CRC32C();
        both.update(first);
        both.update(second);
        assertThat(Crc32cJoin.join(sum(first), sum(second), second.length)).isEqualTo((int) both.getValue());
    }

    private static int sum(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return (int) sum.getValue();
    }
}
