package retrace.relay.testing.gcs;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request wants to be so before it is done: of the live generation, 0 for that there is none, and of its
 * metageneration.
 */
record Conditions(
        Optional<Long> generation,
        Optional<Long> notGeneration,
        Optional<Long> metageneration,
        Optional<Long> notMetageneration) {

    static Conditions of(Request request) {
        return new Conditions(
                request.number("ifGenerationMatch"),
                request.number("ifGenerationNotMatch"),
                request.number("ifMetagenerationMatch"),
                request.number("ifMetagenerationNotMatch"));
    }

    /** @param reads whether the request only reads: what has not changed is answered with 304 then */
    void require(@Nullable GcsObject live, boolean reads) {
        long now = live == null ? 0 : live.generation();
        long metaNow = live == null ? 0 : live.metageneration();
        if (generation.isPresent() && generation.get() != now
                || metageneration.isPresent() && metageneration.get() != metaNow) {
            throw ApiError.conditionNotMet();
        }
        if (notGeneration.isPresent() && notGeneration.get() == now
                || notMetageneration.isPresent() && notMetageneration.get() == metaNow) {
            throw reads ? ApiError.notModified() : ApiError.conditionNotMet();
        }
    }
}
