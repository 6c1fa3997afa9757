package retrace.infra.launcher.cli;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import retrace.infra.launcher.up.Passwords;
import retrace.kernel.team.AddOn;
import retrace.kernel.team.Plan;
import tools.jackson.databind.JsonNode;

/** {@code retrace team}: the deployment's teams, for its operator. */
@Command(
        name = "team",
        description = "Makes teams and sets what they have subscribed to.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {TeamCommand.Create.class, TeamCommand.ChangePlan.class, TeamCommand.ListAll.class})
final class TeamCommand implements Runnable {

    private static final String TEAMS = "/api/operator/teams";

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** What a team has subscribed to. */
    static final class Subscription {

        @Option(names = "--plan", defaultValue = "ENTERPRISE", description = "One of ${COMPLETION-CANDIDATES}.")
        @SuppressWarnings("NullAway.Init") // set by picocli
        private Plan plan;

        @Option(
                names = "--add-on",
                description = "One of ${COMPLETION-CANDIDATES}; once for each. Those that are not named go.")
        private List<AddOn> addOns = new ArrayList<>();
    }

    /** {@code retrace team create NAME --owner SIGN_IN_NAME}. */
    @Command(
            name = "create",
            description = "Makes a team with an owner, and prints the owner's password, once.",
            mixinStandardHelpOptions = true,
            showDefaultValues = true)
    @SuppressWarnings("NullAway.Init") // set by picocli
    static final class Create implements Callable<Integer> {

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Mixin
        private OperatorOptions operator;

        @Mixin
        private Subscription subscription;

        @Parameters(paramLabel = "NAME", description = "What people call it.")
        private String name;

        @Option(names = "--owner", paramLabel = "SIGN_IN_NAME", description = "None where a provider signs people in.")
        private @Nullable String owner;

        @Override
        public Integer call() throws CommandFailed {
            Api api = operator.connect();
            PrintWriter out = spec.commandLine().getOut();
            String team = api.post(
                            TEAMS, Map.of("name", name, "plan", subscription.plan, "addOns", subscription.addOns))
                    .path("team")
                    .asString();
            out.println(team);
            if (owner != null) {
                String password = new Passwords(new SecureRandom()).next();
                api.post(
                        TEAMS + "/" + team + "/owners",
                        Map.of("signInName", owner, "name", owner, "password", password));
                out.printf("%n  %s  %s%n", owner, password);
            }
            return CommandLine.ExitCode.OK;
        }
    }

    /** {@code retrace team plan TEAM --plan ENTERPRISE --add-on CLOUD_SESSION_RECORDING}. */
    @Command(
            name = "plan",
            description = "Sets a team's plan and add-ons.",
            mixinStandardHelpOptions = true,
            showDefaultValues = true)
    @SuppressWarnings("NullAway.Init") // set by picocli
    static final class ChangePlan implements Callable<Integer> {

        @Mixin
        private OperatorOptions operator;

        @Mixin
        private Subscription subscription;

        @Parameters(paramLabel = "TEAM", description = "As team list shows it: identifier or name.")
        private String team;

        @Override
        public Integer call() throws CommandFailed {
            Api api = operator.connect();
            api.put(
                    TEAMS + "/" + identify(api) + "/plan",
                    Map.of("plan", subscription.plan, "addOns", subscription.addOns));
            return CommandLine.ExitCode.OK;
        }

        private String identify(Api api) throws CommandFailed {
            List<String> named = new ArrayList<>();
            for (JsonNode known : api.get(TEAMS).path("items")) {
                if (known.path("team").asString().equals(team)
                        || known.path("name").asString().equals(team)) {
                    named.add(known.path("team").asString());
                }
            }
            return switch (named.size()) {
                case 0 -> throw new CommandFailed("There is no team " + team + ". See: retrace team list");
                case 1 -> named.getFirst();
                default -> throw new CommandFailed("Several teams are named " + team + ". Give the identifier.");
            };
        }
    }

    /** {@code retrace team list}. */
    @Command(name = "list", description = "Lists the deployment's teams.", mixinStandardHelpOptions = true)
    @SuppressWarnings("NullAway.Init") // set by picocli
    static final class ListAll implements Callable<Integer> {

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Mixin
        private OperatorOptions operator;

        @Override
        public Integer call() throws CommandFailed {
            PrintWriter out = spec.commandLine().getOut();
            for (JsonNode team : operator.connect().get(TEAMS).path("items")) {
                out.printf(
                        "%s  %3d account(s)  %s%n",
                        team.path("team").asString(),
                        team.path("accounts").asInt(),
                        team.path("name").asString());
            }
            return CommandLine.ExitCode.OK;
        }
    }
}
