package retrace.command.team;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.support.TransactionOperations;
import retrace.command.CommandRefused;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.TeamId;
import retrace.kernel.team.AddOn;
import retrace.kernel.team.Caller;
import retrace.kernel.team.Plan;
import retrace.kernel.team.Role;
import retrace.kernel.team.TeamCommand.AddAccount;
import retrace.kernel.team.TeamCommand.ChangeRole;
import retrace.kernel.team.TeamCommand.CreateTeam;
import retrace.kernel.team.TeamCommand.RemoveAccount;

/**
 * The accounts with what only signing in needs: names that are each there once, whatever their case, and hashed
 * passwords. A row and its event come into being in one transaction. Thread-safe.
 */
public class Accounts {

    private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);

    public static final int PASSWORD_LENGTH_MIN = 8;
    /** As UTF-8; bcrypt looks at no more. */
    public static final int PASSWORD_BYTES_MAX = 72;

    private static final int NAME_LENGTH_MAX = 100;
    private static final Pattern SIGN_IN_NAME = Pattern.compile("[\\p{L}\\p{N}._@+-]{1,100}");

    private static final int UNGUESSABLE_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient sql;
    private final TransactionOperations transactions;
    private final CommandGateway commands;
    private final PasswordEncoder passwords;

    public Accounts(
            JdbcClient sql, TransactionOperations transactions, CommandGateway commands, PasswordEncoder passwords) {
        this.sql = sql;
        this.transactions = transactions;
        this.commands = commands;
        this.passwords = passwords;
    }

    public TeamId createTeam(String name, Plan plan, Set<AddOn> addOns) {
        requireName(name, "A team's name");
        TeamId team = TeamId.create();
        transactions.executeWithoutResult(status -> {
            sql.sql("INSERT INTO command_side.team (team, name) VALUES (?, ?)")
                    .params(team.value(), name)
                    .update();
            commands.sendAndWait(new CreateTeam(team, name, plan, addOns));
        });
        return team;
    }

    /**
     * @param password in clear; only its hash is kept
     * @param by null for an operator
     * @throws CommandRefused where the sign-in name is taken, or name or password are not ones to have
     */
    public AccountId add(TeamId team, String signInName, String name, Role role, String password, @Nullable Caller by) {
        requireName(name, "A name");
        if (!SIGN_IN_NAME.matcher(signInName).matches()) {
            throw new CommandRefused(
                    "INVALID_SIGN_IN_NAME", "A sign-in name has 1 to 100 letters, digits and any of . _ @ + -");
        }
        String hash = hashed(password);
        AccountId account = AccountId.create();
        transactions.executeWithoutResult(status -> {
            insert(account, team, signInName, name, role, hash);
            commands.sendAndWait(new AddAccount(team, account, signInName, name, role, by));
        });
        return account;
    }

    private void insert(AccountId account, TeamId team, String signInName, String name, Role role, String hash) {
        try {
            sql.sql("""
                    INSERT INTO command_side.account (account, team, sign_in_name, name, role, password_hash)
                    VALUES (?, ?, ?, ?, ?, ?)""")
                    .params(account.value(), team.value(), signInName, name, role.name(), hash)
                    .update();
        } catch (DuplicateKeyException e) {
            throw new CommandRefused(
                    "SIGN_IN_NAME_TAKEN", "Somebody has the sign-in name " + signInName + " already. Choose another.");
        }
    }

    /** @param by null for an operator */
    public void changeRole(TeamId team, AccountId account, Role role, @Nullable Caller by) {
        transactions.executeWithoutResult(status -> {
            commands.sendAndWait(new ChangeRole(team, account, role, by)); // refuses an account of another team
            sql.sql("UPDATE command_side.account SET role = ? WHERE account = ?")
                    .params(role.name(), account.value())
                    .update();
        });
    }

    /** Whoever is signed in with it is so no longer. */
    public void remove(TeamId team, AccountId account, @Nullable Caller by) {
        transactions.executeWithoutResult(status -> {
            commands.sendAndWait(new RemoveAccount(team, account, by));
            sql.sql("DELETE FROM command_side.account WHERE account = ?")
                    .param(account.value())
                    .update();
        });
    }

    /** @throws CommandRefused where the team has no such account, or the password is not one to have */
    public void changePassword(TeamId team, AccountId account, String password) {
        int changed = sql.sql("UPDATE command_side.account SET password_hash = ? WHERE account = ? AND team = ?")
                .params(hashed(password), account.value(), team.value())
                .update();
        if (changed == 0) {
            throw TeamAccounts.unknown();
        }
    }

    private static void requireName(String name, String what) {
        if (name.isBlank() || name.length() > NAME_LENGTH_MAX) {
            throw new CommandRefused("INVALID_NAME", what + " has 1 to " + NAME_LENGTH_MAX + " characters.");
        }
    }

    /**
     * @return whether there is such an account
     * @throws CommandRefused where the password is not one to have
     */
    public boolean changePassword(String signInName, String password) {
        return sql.sql("UPDATE command_side.account SET password_hash = ? WHERE lower(sign_in_name) = lower(?)")
                        .params(hashed(password), signInName)
                        .update()
                == 1;
    }

    private String hashed(String password) {
        requirePassword(password);
        return Objects.requireNonNull(passwords.encode(password));
    }

    private static void requirePassword(String password) {
        if (password.length() < PASSWORD_LENGTH_MIN || password.getBytes(UTF_8).length > PASSWORD_BYTES_MAX) {
            throw new CommandRefused(
                    "INVALID_PASSWORD",
                    "A password has at least " + PASSWORD_LENGTH_MIN + " characters and at most " + PASSWORD_BYTES_MAX
                            + " bytes.");
        }
    }

    /**
     * The account of somebody whom a sign-in provider vouches for: made at the first time, and brought to the role that
     * the provider says each time, unless the team would lose its last owner.
     *
     * @param subject what the provider calls the person, for good
     * @param team identifier or name of the team
     * @throws CommandRefused where there is no such team, or the name is taken
     */
    public Account signInByProvider(String subject, String team, String signInName, String name, Role role) {
        TeamId known = findTeam(team)
                .orElseThrow(() -> new CommandRefused(
                        "UNKNOWN_TEAM", "Your sign-in names a team that is not here. Ask your operator."));
        Optional<Account> account = find("a.provider_subject = ?", subject);
        if (account.isEmpty()) {
            AccountId added = add(known, signInName, name, role, unguessable(), null);
            sql.sql("UPDATE command_side.account SET provider_subject = ? WHERE account = ?")
                    .params(subject, added.value())
                    .update();
            return find(added).orElseThrow();
        }
        if (!account.get().team().equals(known)) {
            throw new CommandRefused(
                    "OTHER_TEAM",
                    "Your account is in another team than your sign-in says. Ask an owner of that team to remove it.");
        }
        bringToRole(account.get(), role);
        return find(account.get().account()).orElseThrow();
    }

    /** A provider does not know that a team always keeps an owner: its last one stays that until there is another. */
    private void bringToRole(Account account, Role role) {
        try {
            changeRole(account.team(), account.account(), role, null);
        } catch (CommandExecutionException e) {
            if (CommandRefused.reasonOf(e).filter(TeamAccounts::isLastOwner).isEmpty()) {
                throw e;
            }
            LOG.warn(
                    "{} stays the owner of {}, its only one; the sign-in provider says {}",
                    account.account(),
                    account.team(),
                    role);
        }
    }

    /** A password that nobody knows. */
    private static String unguessable() {
        byte[] random = new byte[UNGUESSABLE_BYTES];
        RANDOM.nextBytes(random);
        return Base64.getEncoder().encodeToString(random);
    }

    /** By identifier, or by name where one team alone has it. */
    public Optional<TeamId> findTeam(String identifierOrName) {
        List<String> teams = sql.sql("SELECT team FROM command_side.team WHERE team = ? OR name = ? LIMIT 2")
                .params(identifierOrName, identifierOrName)
                .query(String.class)
                .list();
        return teams.size() == 1 ? Optional.of(new TeamId(teams.getFirst())) : Optional.empty();
    }

    /** @param signInName in any case; where no account has it the answer is empty */
    public Optional<Account> findBySignInName(String signInName) {
        return find("lower(a.sign_in_name) = lower(?)", signInName);
    }

    /** As it is now: whoever signed in before may have another role since, or none. */
    public Optional<Account> find(AccountId account) {
        return find("a.account = ?", account.value());
    }

    private Optional<Account> find(String condition, String value) {
        return sql.sql("""
                SELECT a.account, a.team, t.name AS team_name, a.sign_in_name, a.name, a.role, a.password_hash
                FROM command_side.account a JOIN command_side.team t ON t.team = a.team
                WHERE\s""" + condition)
                .param(value)
                .query((row, number) -> new Account(
                        new AccountId(row.getString("account")),
                        new TeamId(row.getString("team")),
                        row.getString("team_name"),
                        row.getString("sign_in_name"),
                        row.getString("name"),
                        Role.valueOf(row.getString("role")),
                        row.getString("password_hash")))
                .optional();
    }

    /** By name. */
    public List<KnownTeam> teams() {
        return sql.sql("""
                SELECT t.team, t.name, count(a.account) AS accounts
                FROM command_side.team t LEFT JOIN command_side.account a ON a.team = t.team
                GROUP BY t.team, t.name ORDER BY t.name, t.team""")
                .query((row, number) ->
                        new KnownTeam(new TeamId(row.getString("team")), row.getString("name"), row.getInt("accounts")))
                .list();
    }

    public long count() {
        return sql.sql("SELECT count(*) FROM command_side.account")
                .query(Long.class)
                .single();
    }
}
