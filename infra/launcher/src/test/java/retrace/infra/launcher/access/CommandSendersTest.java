package retrace.infra.launcher.access;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.annotation.security.RolesAllowed;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.RequestMapping;
import retrace.infra.launcher.access.AccessTable.Command;
import retrace.infra.launcher.testing.WithoutTestJars;
import retrace.kernel.endpoint.EndpointCommand;
import retrace.kernel.link.LinkCommand;
import retrace.kernel.session.SessionCommand;
import retrace.kernel.team.TeamCommand;

/** A command that carries no caller is decided whoever sends it, so nobody but whom the table names may make one. */
@AnalyzeClasses(
        packages = "retrace",
        importOptions = {ImportOption.DoNotIncludeTests.class, WithoutTestJars.class})
class CommandSendersTest {

    @ArchTest
    static void whatTheRelaySendsIsMadeThere(JavaClasses classes) throws IOException {
        for (Command command : AccessTable.commands()) {
            if (command.isSentBy("relay")) {
                assertThat(makers(classes, command))
                        .as(command.name())
                        .allMatch(maker -> maker.getOwner().getPackageName().startsWith("retrace.relay")
                                || command.isSentBy(maker.getOwner().getSimpleName()));
            }
        }
    }

    @ArchTest
    static void whatTheOperatorSendsIsBehindNoOthersRoute(JavaClasses classes) throws IOException {
        for (Command command : AccessTable.commands()) {
            if (command.isSentBy("operator") && command.roles().isEmpty()) {
                assertThat(routesTo(makers(classes, command)))
                        .as(command.name())
                        .isNotEmpty()
                        .allSatisfy(route -> assertThat(route.getAnnotationOfType(RolesAllowed.class)
                                        .value())
                                .containsExactly("OPERATOR"));
            }
        }
    }

    @ArchTest
    static final ArchRule NO_ROUTE_TAKES_A_COMMAND_AS_IT_COMES = noMethods()
            .that()
            .areMetaAnnotatedWith(RequestMapping.class)
            .should()
            .haveRawParameterTypes(new DescribedPredicate<>("that are commands") {
                @Override
                public boolean test(List<JavaClass> parameters) {
                    return parameters.stream().anyMatch(CommandSendersTest::isCommand);
                }
            })
            .because("whoever calls would say for themselves who they are");

    private static boolean isCommand(JavaClass type) {
        return type.isAssignableTo(TeamCommand.class)
                || type.isAssignableTo(EndpointCommand.class)
                || type.isAssignableTo(SessionCommand.class)
                || type.isAssignableTo(LinkCommand.class);
    }

    private static Set<JavaCodeUnit> makers(JavaClasses classes, Command command) {
        JavaClass made = classes.stream()
                .filter(type -> type.getSimpleName().equals(command.name()) && isCommand(type))
                .findFirst()
                .orElseThrow();
        return made.getConstructors().stream()
                .flatMap(constructor -> constructor.getAccessesToSelf().stream())
                .<JavaCodeUnit>map(JavaAccess::getOrigin)
                .filter(maker -> !maker.getOwner().equals(made)) // one constructor by another
                .collect(Collectors.toSet());
    }

    /** The methods of controllers by which one comes there, over however many calls. */
    private static Set<JavaCodeUnit> routesTo(Set<JavaCodeUnit> makers) {
        Set<JavaCodeUnit> seen = new HashSet<>(makers);
        Deque<JavaMember> left = new ArrayDeque<>(makers);
        while (!left.isEmpty()) {
            for (JavaAccess<?> access : left.pop().getAccessesToSelf()) {
                if (seen.add(access.getOrigin())) {
                    left.push(access.getOrigin());
                }
            }
        }
        return seen.stream()
                .filter(unit -> unit.isMetaAnnotatedWith(RequestMapping.class))
                .collect(Collectors.toSet());
    }
}
