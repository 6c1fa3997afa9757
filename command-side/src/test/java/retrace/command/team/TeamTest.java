package retrace.command.team;

import static retrace.command.Samples.CLOCK;
import static retrace.command.Samples.NOW;
import static retrace.command.Samples.OWNER;
import static retrace.command.Samples.TEAM;
import static retrace.command.Samples.createTeam;
import static retrace.command.Samples.recording;

import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import retrace.command.CommandRefused;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.AddOn;
import retrace.kernel.team.Plan;
import retrace.kernel.team.Role;
import retrace.kernel.team.Setting;
import retrace.kernel.team.TeamCommand.AddAccount;
import retrace.kernel.team.TeamCommand.ChangeSetting;
import retrace.kernel.team.TeamEvent.AccountAdded;
import retrace.kernel.team.TeamEvent.SettingChanged;
import retrace.kernel.team.TeamEvent.TeamCreated;

class TeamTest {

    private static final TeamCreated CREATED =
            new TeamCreated(TEAM, "Northwind", Plan.ENTERPRISE, Set.of(AddOn.CLOUD_SESSION_RECORDING), NOW);
    private static final SettingChanged RECORDING_ON =
            new SettingChanged(TEAM, Setting.RECORDING_ON, AccessKind.UNATTENDED, "false", "true", OWNER, NOW);

    private final FixtureConfiguration<Team> team =
            new AggregateTestFixture<>(Team.class).registerInjectableResource(CLOCK);

    @Nested
    class Creating {

        @Test
        void isTold() {
            team.givenNoPriorActivity().when(createTeam()).expectEvents(CREATED);
        }
    }

    @Nested
    class AddingAnAccount {

        private static final AddAccount ADD = new AddAccount(TEAM, OWNER.account(), "olga", OWNER.name(), Role.OWNER);
        private static final AccountAdded ADDED =
                new AccountAdded(TEAM, OWNER.account(), "olga", OWNER.name(), Role.OWNER, NOW);

        @Test
        void isTold() {
            team.given(CREATED).when(ADD).expectEvents(ADDED);
        }

        @Test
        void isToldOnce() {
            team.given(CREATED, ADDED).when(ADD).expectNoEvents();
        }
    }

    @Nested
    class TurningRecordingOn {

        private static final ChangeSetting TURN_ON = recording(AccessKind.UNATTENDED, "true");

        @Test
        void isToldWithTheValueBeforeAndWhoDidIt() {
            team.given(CREATED).when(TURN_ON).expectEvents(RECORDING_ON);
        }

        @Test
        void isNotToldWhereItIsOn() {
            team.given(CREATED, RECORDING_ON).when(TURN_ON).expectNoEvents();
        }

        @Test
        void leavesTheOtherKindOfAccessAlone() {
            team.given(CREATED, RECORDING_ON)
                    .when(recording(AccessKind.ATTENDED, "true"))
                    .expectEvents(new SettingChanged(
                            TEAM, Setting.RECORDING_ON, AccessKind.ATTENDED, "false", "true", OWNER, NOW));
        }

        @Test
        void isRefusedWithoutTheEnterprisePlan() {
            team.given(new TeamCreated(TEAM, "N", Plan.BUSINESS, Set.of(AddOn.CLOUD_SESSION_RECORDING), NOW))
                    .when(TURN_ON)
                    .expectNoEvents()
                    .expectException(CommandRefused.class)
                    .expectExceptionMessage(
                            "Recording needs the Enterprise plan with the Cloud Session Recording add-on;"
                                    + " your team is on the Business plan.");
        }

        @Test
        void isRefusedWithoutTheAddOn() {
            team.given(new TeamCreated(TEAM, "N", Plan.ENTERPRISE, Set.of(), NOW))
                    .when(TURN_ON)
                    .expectNoEvents()
                    .expectException(CommandRefused.class)
                    .expectExceptionMessage(
                            "Recording needs the Cloud Session Recording add-on, which your team does not have.");
        }

        @Test
        void isRefusedForNoKindOfAccess() {
            team.given(CREATED)
                    .when(new ChangeSetting(TEAM, Setting.RECORDING_ON, null, "true", OWNER))
                    .expectNoEvents()
                    .expectException(CommandRefused.class);
        }

        @Test
        void isRefusedForWhatIsNeitherTrueNorFalse() {
            team.given(CREATED, RECORDING_ON)
                    .when(recording(AccessKind.UNATTENDED, "yes"))
                    .expectNoEvents()
                    .expectException(CommandRefused.class);
        }
    }

    @Nested
    class TurningRecordingOff {

        @Test
        void isTold() {
            team.given(CREATED, RECORDING_ON)
                    .when(recording(AccessKind.UNATTENDED, "false"))
                    .expectEvents(new SettingChanged(
                            TEAM, Setting.RECORDING_ON, AccessKind.UNATTENDED, "true", "false", OWNER, NOW));
        }

        @Test
        void isNotToldWhereItWasNeverOn() {
            team.given(CREATED).when(recording(AccessKind.UNATTENDED, "false")).expectNoEvents();
        }
    }
}
