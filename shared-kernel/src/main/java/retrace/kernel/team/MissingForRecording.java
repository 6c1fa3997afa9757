package retrace.kernel.team;

import java.util.Optional;
import java.util.Set;

/**
 * What a team would have to have before it can record.
 *
 * @param code a stable word
 * @param sentence for people
 */
public record MissingForRecording(String code, String sentence) {

    /** @return empty where the team may record */
    public static Optional<MissingForRecording> of(Plan plan, Set<AddOn> addOns) {
        if (plan != Plan.ENTERPRISE) {
            return Optional.of(new MissingForRecording(
                    "PLAN_MISSING",
                    "Recording needs the Enterprise plan with the Cloud Session Recording add-on; your team is on the"
                            + " Business plan."));
        }
        if (!addOns.contains(AddOn.CLOUD_SESSION_RECORDING)) {
            return Optional.of(new MissingForRecording(
                    "ADD_ON_MISSING",
                    "Recording needs the Cloud Session Recording add-on, which your team does not have."));
        }
        return Optional.empty();
    }
}
