package retrace.infra.launcher.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What another process answers: a value, nothing, or why not.
 *
 * @param type the value's class, one of the kernel's; null for nothing
 */
record WireAnswer(
        @Nullable String type,
        @Nullable JsonNode value,
        @Nullable WireFailure failure) {

    static WireAnswer failed(Throwable failure) {
        return new WireAnswer(null, null, WireFailure.of(failure));
    }
}
