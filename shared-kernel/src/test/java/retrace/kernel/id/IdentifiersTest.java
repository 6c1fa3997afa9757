package retrace.kernel.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The event store's uniqueness is identifier and sequence, without the aggregate's type. */
class IdentifiersTest {

    private record Kind(String name, Function<String, Object> read, Supplier<Object> create) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("team", TeamId::new, TeamId::create),
            new Kind("endpoint", EndpointId::new, EndpointId::create),
            new Kind("session", SessionId::new, SessionId::create),
            new Kind("link", LinkId::new, LinkId::create),
            new Kind("segment", SegmentId::new, SegmentId::create),
            new Kind("account", AccountId::new, AccountId::create));

    @Test
    void anIdentifierOfOneKindIsNoneOfAnother() {
        for (Kind created : KINDS) {
            String value = created.create().get().toString();
            for (Kind read : KINDS) {
                if (read.equals(created)) {
                    assertThat(read.read().apply(value)).hasToString(value);
                } else {
                    assertThatThrownBy(() -> read.read().apply(value))
                            .as("%s read as %s", value, read.name())
                            .isInstanceOf(IllegalArgumentException.class);
                }
            }
        }
    }

    @Test
    void whatIsNoIdentifierIsRefusedInASentence() {
        for (String value :
                List.of("", "team-", "team-1", "TEAM-00000000-0000-0000-0000-000000000001", "x".repeat(500))) {
            assertThatThrownBy(() -> new TeamId(value))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is not an identifier of the form team-0")
                    .hasMessageMatching(".{1,200}");
        }
    }

    @Test
    void noTwoAreTheSame() {
        assertThat(SessionId.create()).isNotEqualTo(SessionId.create());
    }
}
