package io.callbridge;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Date;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Who may know whom (DESIGN, section 4; STYLE, section 2). */
@AnalyzeClasses(packages = "io.callbridge", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ROOT = "io.callbridge";

  /** Every other package directly below the root is a system. */
  private static final Set<String> NO_SYSTEMS =
      Set.of(
          "call",
          "task",
          "store",
          "dispatch",
          "collect",
          "recording",
          "steer",
          "cluster",
          "ops",
          "console",
          "sandbox",
          "kit");

  @ArchTest static final ArchRule theDomainKnowsNobody = ourPackageKnowsOnly("call");

  @ArchTest
  static final ArchRule theDomainKnowsNoFramework =
      noClasses()
          .that()
          .resideInAPackage(ours("call"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework..", "org.apache.camel..", "com.fasterxml.jackson..");

  @ArchTest static final ArchRule tasksKnowCallsOnly = ourPackageKnowsOnly("task", "call");

  @ArchTest
  static final ArchRule theStoreKnowsCallsAndTasksOnly =
      ourPackageKnowsOnly("store", "call", "task");

  @ArchTest
  static final ArchRule systemsDontKnowTheDispatch =
      noClasses()
          .that(areOfASystem())
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ours("dispatch"));

  @ArchTest
  static final ArchRule systemsDontKnowEachOther =
      slices().assignedFrom(systems()).should().notDependOnEachOther();

  @ArchTest
  static final ArchRule nobodyKnowsCamel =
      noClasses()
          .that()
          .resideOutsideOfPackages(ours("kit"), ours("cluster"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.camel..")
          .because(
              "routes are YAML: only the route kit is about them, and Camel asks the cluster who"
                  + " leads");

  @ArchTest
  static final ArchRule nobodyKnowsTheSandbox =
      noClasses()
          .that()
          .resideOutsideOfPackage(ours("sandbox"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ours("sandbox"));

  @ArchTest
  static final ArchRule theSandboxKnowsNobody =
      ourPackageKnowsOnly("sandbox")
          .because("a misreading of a contract must not cancel itself out");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packagesOfTheSandboxHaveNoCycles =
      slices().matching(ROOT + ".sandbox.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packagesAreNamedAfterWhatTheyAreAbout =
      noClasses()
          .should()
          .resideInAnyPackage(
              "..util..", "..common..", "..service..", "..impl..", "..dto..", "..processor..");

  @ArchTest
  static final ArchRule timeIsReadFromAnInjectedClock =
      noClasses()
          .that()
          .resideOutsideOfPackage(ours("sandbox"))
          .should()
          .accessTargetWhere(readsTheTime());

  @ArchTest static final ArchRule nothingIsPrinted = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  @ArchTest static final ArchRule nobodyUsesJavaLogging = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

  @ArchTest static final ArchRule nobodyInjectsFields = NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

  @Test
  void theRuleAboutTimeCanBeBroken() {
    var broken = new ClassFileImporter().importClasses(ReadsTheTime.class);

    assertThat(timeIsReadFromAnInjectedClock.evaluate(broken).getFailureReport().getDetails())
        .hasSize(6);
  }

  @Test
  void theOnlyClockOfTheSystemIsTheBean() {
    var accounts = new ClassFileImporter().importPackages(ROOT + ".ops");

    assertThat(accounts.stream().flatMap(type -> type.getMethodCallsFromSelf().stream()))
        .filteredOn(call -> isCallTo(call, "java.time.Clock", "systemUTC"))
        .singleElement()
        .satisfies(call -> assertThat(call.getOrigin().getName()).isEqualTo("clock"));
  }

  /** What {@link #timeIsReadFromAnInjectedClock} forbids. */
  static class ReadsTheTime {
    Object[] times() {
      return new Object[] {
        Instant.now(),
        System.currentTimeMillis(),
        Clock.systemDefaultZone(),
        InstantSource.system(),
        new Date(),
        (Supplier<LocalDate>) LocalDate::now
      };
    }
  }

  private static ArchRule ourPackageKnowsOnly(String name, String... others) {
    String[] allowed = new String[others.length + 1];
    allowed[0] = ours(name);
    for (int i = 0; i < others.length; i++) {
      allowed[i + 1] = ours(others[i]);
    }
    return noClasses()
        .that()
        .resideInAPackage(ours(name))
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT + "..").and(DescribedPredicate.not(resideInAnyPackage(allowed))));
  }

  private static String ours(String name) {
    return ROOT + "." + name + "..";
  }

  private static DescribedPredicate<JavaClass> areOfASystem() {
    return describe("are of a system", type -> !systemOf(type).isEmpty());
  }

  /** The system that a class belongs to; empty if none. */
  private static String systemOf(JavaClass type) {
    String name = type.getPackageName();
    if (!name.startsWith(ROOT + ".")) {
      return "";
    }
    String first = name.substring(ROOT.length() + 1).split("\\.")[0];
    return NO_SYSTEMS.contains(first) ? "" : first;
  }

  private static SliceAssignment systems() {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        String system = systemOf(type);
        return system.isEmpty() ? SliceIdentifier.ignore() : SliceIdentifier.of(system);
      }

      @Override
      public String getDescription() {
        return "systems";
      }
    };
  }

  private static DescribedPredicate<JavaAccess<?>> readsTheTime() {
    return describe(
        "reads the time from the machine",
        call ->
            !isTheClockBean(call)
                && (isCallTo(call, "java.lang.System", "currentTimeMillis")
                    || isCallTo(call, "java.time.Clock", "system")
                    || isCallTo(call, "java.time.InstantSource", "system")
                    || isCallTo(call, "java.util.Date", "<init>")
                    || (call.getTargetOwner().getPackageName().equals("java.time")
                        && call.getName().equals("now"))));
  }

  /** {@code Accounts.clock()}: where the clock that is injected everywhere comes from. */
  private static boolean isTheClockBean(JavaAccess<?> call) {
    return call.getOriginOwner().getName().equals(ROOT + ".ops.Accounts")
        && call.getOrigin().getName().equals("clock");
  }

  private static boolean isCallTo(JavaAccess<?> call, String type, String methodPrefix) {
    return call.getTargetOwner().getName().equals(type) && call.getName().startsWith(methodPrefix);
  }
}
