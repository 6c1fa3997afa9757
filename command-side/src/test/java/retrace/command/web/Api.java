package retrace.command.web;

import static org.springframework.http.MediaType.APPLICATION_JSON;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpMethod;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import retrace.command.CommandSide;
import retrace.command.Database;
import retrace.command.Samples;
import retrace.command.endpoint.CredentialKeys;
import retrace.command.endpoint.DialInNumbers;
import retrace.command.endpoint.EndpointCredentials;
import retrace.command.link.RelayAddresses;
import retrace.command.session.DialIns;
import retrace.command.session.OnlyRelay;
import retrace.command.session.Relays;
import retrace.command.session.SessionBroker;
import retrace.command.team.Accounts;
import retrace.kernel.link.AddressSigner;
import retrace.kernel.team.Caller;
import retrace.kernel.team.Role;

/** The HTTP API on the whole command side, called by whoever was last signed in. */
final class Api implements AutoCloseable {

    static final AddressSigner SIGNER = new AddressSigner(new byte[AddressSigner.KEY_BYTES_MIN]);

    private final CommandSide commandSide;
    private final Database database = Database.emptied();
    private final EndpointCredentials credentials = new EndpointCredentials(
            database.sql(),
            new CredentialKeys(new byte[EndpointCredentials.KEY_BYTES], null, new SecureRandom()),
            new SecureRandom());
    private final DialInNumbers numbers = new DialInNumbers(database.sql(), new SecureRandom(), Samples.CLOCK);
    private final Accounts accounts;
    private final MockMvcTester http;
    private Caller caller = Samples.caller(Samples.OWNER, Role.OWNER);

    /** @param others what handles the command side's questions; without a relay there is none */
    Api(Object... others) {
        commandSide = CommandSide.started(
                Stream.concat(Stream.of(others), Stream.of(numbers)).toArray());
        Relays relays = new OnlyRelay(commandSide.commands(), commandSide.queries());
        SessionBroker broker = new SessionBroker(
                commandSide.commands(), relays, credentials, Duration.ofSeconds(5), Duration.ofSeconds(5));
        accounts = new Accounts(
                database.sql(), database.transactions(), commandSide.commands(), new BCryptPasswordEncoder(4));
        DialIns dialIns = new DialIns(
                commandSide.commands(), relays, numbers, Duration.ofMinutes(15), Duration.ofSeconds(5), Samples.CLOCK);
        http = MockMvcTester.create(MockMvcBuilders.standaloneSetup(
                        new SessionsController(broker),
                        new EndpointsController(commandSide.commands(), credentials, numbers, dialIns),
                        new DialInsController(dialIns),
                        new SettingsController(commandSide.commands(), Samples.POLICY.minimumVersions()),
                        new AccountsController(accounts),
                        new HoldsController(commandSide.commands()),
                        new LinksController(commandSide.commands(), new RelayAddresses(SIGNER)))
                .setControllerAdvice(new Problems(), new BoundedBodies())
                .setCustomArgumentResolvers(new SignedInCaller())
                .build());
    }

    CommandSide commandSide() {
        return commandSide;
    }

    EndpointCredentials credentials() {
        return credentials;
    }

    Accounts accounts() {
        return accounts;
    }

    Api as(Caller signedIn) {
        caller = signedIn;
        return this;
    }

    MvcTestResult call(HttpMethod method, String path) {
        return http.method(method).uri(path).exchange();
    }

    MvcTestResult call(HttpMethod method, String path, String json) {
        return http.method(method)
                .uri(path)
                .contentType(APPLICATION_JSON)
                .content(json)
                .exchange();
    }

    @Override
    public void close() {
        commandSide.close();
    }

    private final class SignedInCaller implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType().equals(Caller.class);
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer model,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            return caller;
        }
    }
}
