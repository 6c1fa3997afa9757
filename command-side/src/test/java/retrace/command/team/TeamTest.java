package retrace.command.team;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static retrace.command.Samples.CLOCK;
import static retrace.command.Samples.COLLEAGUE;
import static retrace.command.Samples.NOW;
import static retrace.command.Samples.OWNER;
import static retrace.command.Samples.TEAM;
import static retrace.command.Samples.caller;
import static retrace.command.Samples.change;
import static retrace.command.Samples.createTeam;
import static retrace.command.Samples.recording;
import static retrace.command.Samples.strangerNamedLike;

import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import retrace.command.CommandRefused;
import retrace.kernel.id.AccountId;
import retrace.kernel.platform.Platform;
import retrace.kernel.platform.StreamerVersion;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.AddOn;
import retrace.kernel.team.Caller;
import retrace.kernel.team.Plan;
import retrace.kernel.team.PlaybackPermission;
import retrace.kernel.team.Role;
import retrace.kernel.team.Setting;
import retrace.kernel.team.TeamCommand.AddAccount;
import retrace.kernel.team.TeamCommand.ChangePlan;
import retrace.kernel.team.TeamCommand.ChangeRole;
import retrace.kernel.team.TeamCommand.ChangeSetting;
import retrace.kernel.team.TeamCommand.RemoveAccount;
import retrace.kernel.team.TeamEvent.AccountAdded;
import retrace.kernel.team.TeamEvent.AccountRemoved;
import retrace.kernel.team.TeamEvent.PlanChanged;
import retrace.kernel.team.TeamEvent.RoleChanged;
import retrace.kernel.team.TeamEvent.SettingChanged;
import retrace.kernel.team.TeamEvent.TeamCreated;
import retrace.kernel.team.TeamSetting;

class TeamTest {

    private static final TeamCreated CREATED =
            new TeamCreated(TEAM, "Northwind", Plan.ENTERPRISE, Set.of(AddOn.CLOUD_SESSION_RECORDING), NOW);
    private static final SettingChanged RECORDING_ON =
            new SettingChanged(TEAM, Setting.RECORDING_ON, AccessKind.UNATTENDED, null, "false", "true", OWNER, NOW);

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

        private static final AddAccount ADD =
                new AddAccount(TEAM, OWNER.account(), "olga", OWNER.name(), Role.OWNER, null);
        private static final AccountAdded ADDED =
                new AccountAdded(TEAM, OWNER.account(), "olga", OWNER.name(), Role.OWNER, null, NOW);

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

        private static final ChangeSetting TURN_ON = recording(AccessKind.UNATTENDED, true);

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
                    .when(recording(AccessKind.ATTENDED, true))
                    .expectEvents(new SettingChanged(
                            TEAM, Setting.RECORDING_ON, AccessKind.ATTENDED, null, "false", "true", OWNER, NOW));
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
    }

    @Nested
    class TurningRecordingOff {

        @Test
        void isTold() {
            team.given(CREATED, RECORDING_ON)
                    .when(recording(AccessKind.UNATTENDED, false))
                    .expectEvents(new SettingChanged(
                            TEAM, Setting.RECORDING_ON, AccessKind.UNATTENDED, null, "true", "false", OWNER, NOW));
        }

        @Test
        void isNotToldWhereItWasNeverOn() {
            team.given(CREATED).when(recording(AccessKind.UNATTENDED, false)).expectNoEvents();
        }
    }

    @Nested
    class ChangingASetting {

        private static SettingChanged changed(Setting setting, String before, String after) {
            return new SettingChanged(TEAM, setting, null, null, before, after, OWNER, NOW);
        }

        @Test
        void isToldWithTheDefaultThatHeldBefore() {
            team.given(CREATED)
                    .when(change(new TeamSetting.DaysKept(30)))
                    .expectEvents(changed(Setting.DAYS_KEPT, "90", "30"));
            team.given(CREATED)
                    .when(change(new TeamSetting.TimeZone("Europe/Vienna")))
                    .expectEvents(changed(Setting.TIME_ZONE, "UTC", "Europe/Vienna"));
            team.given(CREATED)
                    .when(change(new TeamSetting.TechnicianPlatforms(Set.of(Platform.LINUX, Platform.WINDOWS))))
                    .expectEvents(changed(Setting.TECHNICIAN_PLATFORMS, "WINDOWS,MACOS", "WINDOWS,LINUX"));
            team.given(CREATED)
                    .when(change(new TeamSetting.PlaybackPermitted(
                            AccessKind.ATTENDED, PlaybackPermission.ADMINS_AND_OWNER)))
                    .expectEvents(new SettingChanged(
                            TEAM,
                            Setting.PLAYBACK_PERMISSION,
                            AccessKind.ATTENDED,
                            null,
                            "OWNER",
                            "ADMINS_AND_OWNER",
                            OWNER,
                            NOW));
        }

        @Test
        void aMinimumVersionIsSetAndTakenBack() {
            SettingChanged set = new SettingChanged(
                    TEAM, Setting.MINIMUM_STREAMER_VERSION, null, Platform.MACOS, null, "3.6", OWNER, NOW);
            team.given(CREATED)
                    .when(change(new TeamSetting.MinimumStreamerVersion(Platform.MACOS, new StreamerVersion("3.6"))))
                    .expectEvents(set);
            team.given(CREATED, set)
                    .when(change(new TeamSetting.MinimumStreamerVersion(Platform.MACOS, null)))
                    .expectEvents(new SettingChanged(
                            TEAM, Setting.MINIMUM_STREAMER_VERSION, null, Platform.MACOS, "3.6", null, OWNER, NOW));
        }

        @Test
        void isNotToldWhereItIsSoAlready() {
            team.given(CREATED, changed(Setting.DAYS_KEPT, "90", "30"))
                    .when(change(new TeamSetting.DaysKept(30)))
                    .expectNoEvents();
        }

        @Test
        void isRefusedToAMember() {
            team.given(CREATED)
                    .when(new ChangeSetting(TEAM, new TeamSetting.DaysKept(30), caller(OWNER, Role.MEMBER)))
                    .expectNoEvents()
                    .expectException(CommandRefused.class)
                    .expectExceptionMessage(
                            "Only owners and admins of your team change its settings. Ask one of them.");
        }

        @Test
        void isLeftToAnAdmin() {
            team.given(CREATED)
                    .when(new ChangeSetting(TEAM, new TeamSetting.DaysKept(30), caller(OWNER, Role.ADMIN)))
                    .expectEvents(changed(Setting.DAYS_KEPT, "90", "30"));
        }

        @Test
        void whatCannotBeIsNoSetting() {
            assertThatThrownBy(() -> new TeamSetting.DaysKept(0)).hasMessageContaining("1 to 3650 days, not 0");
            assertThatThrownBy(() -> new TeamSetting.TimeZone("Europe/Atlantis"))
                    .hasMessageContaining("not a time zone");
            assertThatThrownBy(() -> new TeamSetting.TechnicianPlatforms(Set.of()))
                    .hasMessageContaining("At least one platform");
            assertThatThrownBy(() -> new StreamerVersion("3..5")).hasMessageContaining("numbers with dots between");
        }
    }

    @Nested
    class ChangingThePlan {

        private static final ChangePlan TO_BUSINESS = new ChangePlan(TEAM, Plan.BUSINESS, Set.of());

        @Test
        void isToldWithWhatWasBefore() {
            team.given(CREATED)
                    .when(TO_BUSINESS)
                    .expectEvents(new PlanChanged(
                            TEAM,
                            Plan.ENTERPRISE,
                            Set.of(AddOn.CLOUD_SESSION_RECORDING),
                            Plan.BUSINESS,
                            Set.of(),
                            NOW));
        }

        @Test
        void isNotToldWhereItIsSoAlready() {
            team.given(CREATED)
                    .when(new ChangePlan(TEAM, Plan.ENTERPRISE, Set.of(AddOn.CLOUD_SESSION_RECORDING)))
                    .expectNoEvents();
        }
    }

    @Nested
    class ManagingAccounts {

        private static final AccountAdded OWNER_ADDED =
                new AccountAdded(TEAM, OWNER.account(), "olga", OWNER.name(), Role.OWNER, null, NOW);
        private static final AccountAdded ADMIN_ADDED =
                new AccountAdded(TEAM, COLLEAGUE.account(), "carl", COLLEAGUE.name(), Role.ADMIN, OWNER, NOW);

        @Test
        void isTheOwnersAndSaysWhoDidIt() {
            team.given(CREATED, OWNER_ADDED, ADMIN_ADDED)
                    .when(new ChangeRole(TEAM, COLLEAGUE.account(), Role.OWNER, caller(OWNER, Role.OWNER)))
                    .expectEvents(new RoleChanged(
                            TEAM, COLLEAGUE.account(), COLLEAGUE.name(), Role.ADMIN, Role.OWNER, OWNER, NOW));
            team.given(CREATED, OWNER_ADDED, ADMIN_ADDED)
                    .when(new RemoveAccount(TEAM, COLLEAGUE.account(), caller(OWNER, Role.OWNER)))
                    .expectEvents(new AccountRemoved(TEAM, COLLEAGUE.account(), COLLEAGUE.name(), OWNER, NOW));
        }

        @Test
        void isNobodyElses() {
            for (Role role : new Role[] {Role.ADMIN, Role.MEMBER}) {
                Caller caller = caller(COLLEAGUE, role);
                for (Object command : new Object[] {
                    new AddAccount(TEAM, AccountId.create(), "mia", "Mia", Role.OWNER, caller),
                    new ChangeRole(TEAM, COLLEAGUE.account(), Role.OWNER, caller),
                    new RemoveAccount(TEAM, OWNER.account(), caller)
                }) {
                    team.given(CREATED, OWNER_ADDED, ADMIN_ADDED)
                            .when(command)
                            .expectNoEvents()
                            .expectException(CommandRefused.class)
                            .expectExceptionMessage(
                                    "Only the owners of your team manage its accounts. Ask one of them.");
                }
            }
        }

        @Test
        void isNotForOwnersOfAnotherTeam() {
            Caller stranger = strangerNamedLike(OWNER);
            for (Object command : new Object[] {
                new AddAccount(TEAM, AccountId.create(), "mia", "Mia", Role.OWNER, stranger),
                new ChangeRole(TEAM, COLLEAGUE.account(), Role.OWNER, stranger),
                new RemoveAccount(TEAM, COLLEAGUE.account(), stranger),
                new ChangeSetting(TEAM, new TeamSetting.DaysKept(1), stranger)
            }) {
                team.given(CREATED, OWNER_ADDED, ADMIN_ADDED)
                        .when(command)
                        .expectNoEvents()
                        .expectException(CommandRefused.class)
                        .expectExceptionMessage("You are in another team. Sign in to the one that you mean.");
            }
        }
    }
}
