package retrace.infra.launcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.Serializable;
import java.time.Instant;
import retrace.infra.launcher.testing.WithoutTestJars;

/** The rules of the house: who may see whom. */
@AnalyzeClasses(
        packages = "retrace",
        importOptions = {ImportOption.DoNotIncludeTests.class, WithoutTestJars.class})
class ArchitectureTest {

    @ArchTest
    static final ArchRule COMMAND_SIDE_MEETS_THE_OTHERS_IN_THE_KERNEL_ONLY = noClasses()
            .that()
            .resideInAPackage("retrace.command..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("retrace.query..", "retrace.relay..", "retrace.infra..")
            .because("the three sides meet in commands, events and queries on Axon's buses");

    @ArchTest
    static final ArchRule QUERY_SIDE_MEETS_THE_OTHERS_IN_THE_KERNEL_ONLY = noClasses()
            .that()
            .resideInAPackage("retrace.query..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("retrace.command..", "retrace.relay..", "retrace.infra..")
            .because("the three sides meet in commands, events and queries on Axon's buses");

    @ArchTest
    static final ArchRule RELAY_MEETS_THE_OTHERS_IN_THE_KERNEL_ONLY = noClasses()
            .that()
            .resideInAPackage("retrace.relay..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("retrace.command..", "retrace.query..", "retrace.infra..")
            .because("the three sides meet in commands, events and queries on Axon's buses");

    @ArchTest
    static final ArchRule THE_KERNEL_SEES_NOBODY = noClasses()
            .that()
            .resideInAPackage("retrace.kernel..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "retrace.command..",
                    "retrace.query..",
                    "retrace.relay..",
                    "retrace.infra..",
                    "org.springframework..")
            .because("it is the language that all of them speak");

    @ArchTest
    static final ArchRule EVENTS_KNOW_NO_FRAMEWORK = noClasses()
            .that()
            .haveNameMatching("retrace\\.kernel\\..*Event(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.axonframework..", "org.springframework..")
            .because("a fact outlives every framework");

    @ArchTest
    static final ArchRule EVENTS_ARE_NOT_JAVA_SERIALIZABLE = noClasses()
            .that()
            .haveNameMatching("retrace\\.kernel\\..*(Event|Command)\\$.*")
            .should()
            .beAssignableTo(Serializable.class)
            .because("they are written as JSON under a name of their own");

    @ArchTest
    static final ArchRule THE_WIRE_PROTOCOL_KNOWS_NEITHER_SESSION_NOR_RECORDING_NOR_STORE = noClasses()
            .that()
            .resideInAPackage("retrace.relay.rfb..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "retrace.relay.session..",
                    "retrace.relay.recording..",
                    "retrace.relay.store..",
                    "retrace.relay.effects..")
            .because("RFB stands on its own");

    @ArchTest
    static final ArchRule FFMPEG_STAYS_IN_THE_ENCODER = noClasses()
            .that()
            .resideOutsideOfPackage("retrace.relay.recording.encode..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco..")
            .because("a better encoder will take its place behind the same port");

    @ArchTest
    static final ArchRule GOOGLES_CLIENT_STAYS_IN_ITS_ADAPTERS = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "retrace.relay.store.gcs..", "retrace.command.link.gcs..", "retrace.command.endpoint.kms..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.google..")
            .because("everybody else knows the ports, and other stores take its place behind them");

    @ArchTest
    static final ArchRule READ_MODELS_DO_NOT_SEE_EACH_OTHER = slices().matching(
                    "retrace.query.(sessionslog|activesessions|recordingcatalog|endpointdirectory|teamdirectory"
                            + "|retentionschedule|watchledger)..")
            .should()
            .notDependOnEachOther()
            .because("each is dropped and rebuilt on its own");

    @ArchTest
    static final ArchRule PROJECTIONS_DO_NOTHING_BUT_WRITE_THEIR_TABLES = noClasses()
            .that()
            .resideInAPackage("retrace.query..")
            .and()
            .haveSimpleNameEndingWith("Projection")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.axonframework.commandhandling.gateway..",
                    "org.axonframework.queryhandling..",
                    "org.springframework.web..",
                    "java.net.http..")
            .orShould()
            .callMethod(Instant.class, "now")
            .because("what has an effect on the world must not run again on replay");

    @ArchTest
    static final ArchRule DECISIONS_DO_NO_INPUT_OR_OUTPUT = noClasses()
            .that()
            .resideInAnyPackage("retrace.command.team..", "retrace.command.session..", "retrace.command.link..")
            .and()
            .haveNameMatching(".*\\.(Team|Session|Link|Admission)")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.nio..", "java.net..", "java.sql..", "org.springframework..")
            .because("a decision is made from the command and the history alone");

    @ArchTest
    static final ArchRule TIME_IS_HANDED_IN = noClasses()
            .that()
            .resideInAnyPackage("retrace.kernel..", "retrace.command..", "retrace.query..", "retrace.relay..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("time is a value; an InstantSource is injected");

    @ArchTest
    static final ArchRule NOTHING_SEES_THE_LAUNCHER = classes()
            .that()
            .resideInAPackage("retrace.infra.launcher..")
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAnyPackage("retrace.infra.launcher..", "retrace.infra.benchmarks..")
            .because("it puts the parts together and is a part of none");

    @ArchTest
    static final ArchRule PACKAGES_OF_THE_KERNEL_FORM_NO_CYCLE =
            slices().matching("retrace.kernel.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule PACKAGES_OF_THE_COMMAND_SIDE_FORM_NO_CYCLE =
            slices().matching("retrace.command.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule PACKAGES_OF_THE_QUERY_SIDE_FORM_NO_CYCLE =
            slices().matching("retrace.query.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule PACKAGES_OF_THE_RELAY_FORM_NO_CYCLE =
            slices().matching("retrace.relay.(**)").should().beFreeOfCycles();
}
