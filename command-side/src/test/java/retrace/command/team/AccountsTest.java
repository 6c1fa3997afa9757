package retrace.command.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import retrace.command.CommandRefused;
import retrace.command.CommandSide;
import retrace.command.Database;
import retrace.command.Samples;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.TeamId;
import retrace.kernel.team.AddOn;
import retrace.kernel.team.Plan;
import retrace.kernel.team.Role;
import retrace.kernel.team.TeamEvent.AccountAdded;
import retrace.kernel.team.TeamEvent.AccountRemoved;
import retrace.kernel.team.TeamEvent.RoleChanged;
import retrace.kernel.team.TeamEvent.TeamCreated;

class AccountsTest {

    private static final String PASSWORD = "correct horse";
    private static final PasswordEncoder QUICK_BCRYPT = new BCryptPasswordEncoder(4);

    private final CommandSide commandSide = CommandSide.started();
    private final Database database = Database.emptied();
    private final Accounts accounts =
            new Accounts(database.sql(), database.transactions(), commandSide.commands(), QUICK_BCRYPT);
    private final TeamId team =
            accounts.createTeam("Northwind", Plan.ENTERPRISE, Set.of(AddOn.CLOUD_SESSION_RECORDING));

    @AfterEach
    void close() {
        commandSide.close();
    }

    @Test
    void anAddedAccountIsFoundByItsSignInNameInAnyCase() {
        AccountId account = accounts.add(team, "Olga@Northwind.example", "Olga Ödegård", Role.OWNER, PASSWORD, null);

        assertThat(accounts.findBySignInName("oLGA@northwind.EXAMPLE")).hasValueSatisfying(found -> {
            assertThat(found.account()).isEqualTo(account);
            assertThat(found.team()).isEqualTo(team);
            assertThat(found.teamName()).isEqualTo("Northwind");
            assertThat(found.signInName()).isEqualTo("Olga@Northwind.example");
            assertThat(found.name()).isEqualTo("Olga Ödegård");
            assertThat(found.role()).isEqualTo(Role.OWNER);
        });
    }

    @Test
    void onlyAHashOfThePasswordIsKept() {
        accounts.add(team, "olga", "Olga", Role.OWNER, PASSWORD, null);

        String hash = accounts.findBySignInName("olga").orElseThrow().passwordHash();
        assertThat(hash).doesNotContain(PASSWORD);
        assertThat(QUICK_BCRYPT.matches(PASSWORD, hash)).isTrue();
        assertThat(QUICK_BCRYPT.matches("Correct horse", hash)).isFalse();
        assertThat(accounts.findBySignInName("olga").orElseThrow()).asString().doesNotContain(hash);
    }

    @Test
    void teamAndAccountAreEventsToo() {
        AccountId account = accounts.add(team, "olga", "Olga", Role.OWNER, PASSWORD, null);

        commandSide
                .thenEvents()
                .containsExactly(
                        new TeamCreated(
                                team, "Northwind", Plan.ENTERPRISE, Set.of(AddOn.CLOUD_SESSION_RECORDING), Samples.NOW),
                        new AccountAdded(team, account, "olga", "Olga", Role.OWNER, null, Samples.NOW));
    }

    @Test
    void aSignInNameIsTakenInEveryCase() {
        accounts.add(team, "olga", "Olga", Role.OWNER, PASSWORD, null);

        assertThatThrownBy(() -> accounts.add(team, "OLGA", "Another Olga", Role.MEMBER, PASSWORD, null))
                .isInstanceOf(CommandRefused.class)
                .hasMessage("Somebody has the sign-in name OLGA already. Choose another.");
        assertThat(accounts.count()).isEqualTo(1);
        commandSide.thenEvents().hasSize(2);
    }

    @Test
    void noRowIsKeptWhereTheCommandFails() {
        database.sql()
                .sql("INSERT INTO command_side.team (team, name) VALUES (?, 'No events')")
                .param(Samples.TEAM.value())
                .update();

        assertThatThrownBy(() -> accounts.add(Samples.TEAM, "olga", "Olga", Role.OWNER, PASSWORD, null))
                .isInstanceOf(RuntimeException.class);

        assertThat(accounts.count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words", "a\u0000b", "<olga>"})
    void whatIsNoSignInNameIsRefused(String signInName) {
        assertThatThrownBy(() -> accounts.add(team, signInName, "Olga", Role.OWNER, PASSWORD, null))
                .isInstanceOf(CommandRefused.class);
        assertThat(accounts.count()).isZero();
    }

    @Test
    void aPasswordThatIsTooShortOrCutOffByTheHashIsRefused() {
        for (String password : new String[] {"", "1234567", "x".repeat(73), "ö".repeat(37)}) {
            assertThatThrownBy(() -> accounts.add(team, "olga", "Olga", Role.OWNER, password, null))
                    .as("%d characters", password.length())
                    .isInstanceOf(CommandRefused.class)
                    .hasMessage("A password has at least 8 characters and at most 72 bytes.");
        }
        accounts.add(team, "olga", "Olga", Role.OWNER, "ö".repeat(36), null);
    }

    @Test
    void aChangedPasswordTakesThePlaceOfTheOneBefore() {
        accounts.add(team, "olga", "Olga", Role.OWNER, PASSWORD, null);

        assertThat(accounts.changePassword("OLGA", "battery staple")).isTrue();

        String hash = accounts.findBySignInName("olga").orElseThrow().passwordHash();
        assertThat(QUICK_BCRYPT.matches("battery staple", hash)).isTrue();
        assertThat(QUICK_BCRYPT.matches(PASSWORD, hash)).isFalse();
    }

    @Test
    void aPasswordOfNobodyOrNotOneToHaveIsNotChanged() {
        accounts.add(team, "olga", "Olga", Role.OWNER, PASSWORD, null);

        assertThat(accounts.changePassword("nobody", "battery staple")).isFalse();
        assertThatThrownBy(() -> accounts.changePassword("olga", "short")).isInstanceOf(CommandRefused.class);
        assertThat(QUICK_BCRYPT.matches(
                        PASSWORD,
                        accounts.findBySignInName("olga").orElseThrow().passwordHash()))
                .isTrue();
    }

    @Test
    void nobodyIsFoundUnderANameThatNobodyHas() {
        assertThat(accounts.findBySignInName("nobody")).isEmpty();
    }

    @Test
    void aChangedRoleIsFoundAndAnEvent() {
        accounts.add(team, "olga", "Olga", Role.OWNER, PASSWORD, null);
        AccountId account = accounts.add(team, "mia", "Mia", Role.MEMBER, PASSWORD, null);

        accounts.changeRole(team, account, Role.ADMIN, null);

        assertThat(accounts.find(account))
                .hasValueSatisfying(found -> assertThat(found.role()).isEqualTo(Role.ADMIN));
        commandSide
                .thenEvents()
                .last()
                .isEqualTo(new RoleChanged(team, account, "Mia", Role.MEMBER, Role.ADMIN, null, Samples.NOW));
    }

    @Test
    void aRemovedAccountIsFoundNoMoreAndItsNameCanBeTakenAgain() {
        accounts.add(team, "olga", "Olga", Role.OWNER, PASSWORD, null);
        AccountId account = accounts.add(team, "mia", "Mia", Role.MEMBER, PASSWORD, null);

        accounts.remove(team, account, null);

        assertThat(accounts.find(account)).isEmpty();
        commandSide.thenEvents().last().isEqualTo(new AccountRemoved(team, account, "Mia", null, Samples.NOW));
        accounts.add(team, "mia", "Another Mia", Role.MEMBER, PASSWORD, null);
    }

    @Test
    void theLastOwnerStaysOne() {
        AccountId account = accounts.add(team, "olga", "Olga", Role.OWNER, PASSWORD, null);

        assertThatThrownBy(() -> accounts.remove(team, account, null))
                .hasMessage("Olga is the only owner of your team. Make somebody else an owner first.");
        assertThatThrownBy(() -> accounts.changeRole(team, account, Role.MEMBER, null))
                .isInstanceOf(CommandRefused.class);
        assertThat(accounts.find(account))
                .hasValueSatisfying(found -> assertThat(found.role()).isEqualTo(Role.OWNER));
    }

    @Test
    void anotherTeamsAccountIsUnknownAndStaysAsItIs() {
        TeamId other = accounts.createTeam("Southwind", Plan.ENTERPRISE, Set.of());
        AccountId account = accounts.add(team, "mia", "Mia", Role.MEMBER, PASSWORD, null);

        assertThatThrownBy(() -> accounts.remove(other, account, null)).hasMessageContaining("no such account");
        assertThatThrownBy(() -> accounts.changeRole(other, account, Role.OWNER, null))
                .hasMessageContaining("no such account");
        assertThatThrownBy(() -> accounts.changePassword(other, account, "battery staple"))
                .hasMessageContaining("no such account");
        assertThat(accounts.find(account)).hasValueSatisfying(found -> {
            assertThat(found.role()).isEqualTo(Role.MEMBER);
            assertThat(QUICK_BCRYPT.matches(PASSWORD, found.passwordHash())).isTrue();
        });
    }

    @Test
    void whoeverIsTheLastOwnerStaysThatWhateverTheProviderSays() {
        Account first = accounts.signInByProvider("subject", "Northwind", "olga", "Olga", Role.OWNER);
        assertThat(accounts.signInByProvider("subject", "Northwind", "olga", "Olga", Role.MEMBER))
                .isEqualTo(first);

        accounts.add(team, "carl", "Carl", Role.OWNER, PASSWORD, null);
        assertThat(accounts.signInByProvider("subject", "Northwind", "olga", "Olga", Role.MEMBER)
                        .role())
                .isEqualTo(Role.MEMBER);
    }
}
