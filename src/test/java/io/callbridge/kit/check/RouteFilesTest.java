package io.callbridge.kit.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.callbridge.Callbridge;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The house rules for routes, and for each rule that it can be broken. */
class RouteFilesTest {

  private static final String ERRORS =
      """
      - routeConfiguration:
          id: schedule
          description: A scheduled step failed.
          onException:
            - onException:
                id: schedule-failed
                exception:
                  - java.lang.Exception
                handled:
                  constant:
                    expression: "true"
                steps: []
      """;

  private static final String CALLER =
      """
      # What the rules are tried with.
      - route:
          id: calls-try
          nodePrefixId: calls-try.
          description: Asks a bean and hands on.
          routeConfigurationId: schedule
          from:
            uri: scheduler
            parameters:
              name: calls-try
              delay: 100
            steps:
              - setVariable:
                  id: keep
                  name: kept
                  expression:
                    simple:
                      expression: ${body}
              - bean:
                  id: assemble
                  ref: assembler
                  method: assembleChanged
              - bean:
                  id: find
                  ref: callLogQueries
                  method: find(${header.CamelHttpQuery})
              - to:
                  id: hand-on
                  uri: direct
                  parameters:
                    name: calls-take
      """;

  private static final String CALLED =
      """
      - route:
          id: calls-take
          nodePrefixId: calls-take.
          description: Is called.
          errorHandler:
            noErrorHandler: {}
          from:
            uri: direct
            parameters:
              name: calls-take
            steps:
              - throwException:
                  id: refuse
                  exceptionType: io.callbridge.call.UnreadableEventException
                  message: no
      """;

  private static final List<RouteRule> RULES = rules();

  private static List<RouteRule> rules() {
    try (Application application =
        Application.of(Callbridge.Bridge.class, "--spring.config.location=classpath:/")) {
      return RouteRule.all(application.beans(), "callbridge.known"::equals);
    }
  }

  static Stream<Arguments> rulesAndFiles() throws IOException {
    RouteFiles all = RouteFiles.read(Path.of("routes"));
    assertThat(all.files()).isNotEmpty();
    assertThat(all.unreadable()).isEmpty();
    return RULES.stream()
        .flatMap(rule -> all.files().stream().map(file -> arguments(file, rule, all)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("rulesAndFiles")
  void everyFileKeepsEveryRule(RouteFile file, RouteRule rule, RouteFiles all) {
    assertThat(rule.broken(file, all)).as("%s: %s", file, rule).isEmpty();
  }

  @Test
  void theExamplesBelowBreakNoRuleUntilTheyAreChanged() {
    assertThat(brokenRules(examples(CALLER, CALLED))).isEmpty();
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        arguments("is valid Camel YAML", "delay: 100", "delay: 100\n      step: []"),
        arguments("is valid Camel YAML", "method: assembleChanged", "mehtod: assembleChanged"),
        arguments("has only routes", "- route:", "- routes:"),
        arguments("has only routes", "- route:", "- beans: []\n  route:"),
        arguments("is named after", "    id: calls-try\n", "    id: calls-attempt\n"),
        arguments("is named after", "nodePrefixId: calls-try.", "nodePrefixId: calls-."),
        arguments("is named after", "    description: Asks a bean and hands on.\n", ""),
        arguments("is named after", "# What the rules are tried with.\n", ERRORS),
        arguments("says who handles", "    routeConfigurationId: schedule\n", ""),
        arguments("says who handles", "Id: schedule\n", "Id: scheduled\n"),
        arguments(
            "says who handles",
            "    routeConfigurationId: schedule\n",
            "    errorHandler:\n      noErrorHandler: {}\n"),
        arguments("has short expressions", "simple:", "groovy:"),
        arguments("has short expressions", "simple:", "jq:"),
        arguments("has short expressions", "- bean:", "- script:"),
        arguments(
            "has short expressions",
            "expression: ${body}",
            "expression: ${body} contains 'a' && ${header.a} == 1 || ${header.other} == 2"),
        arguments("calls routes that exist", "name: calls-take", "name: calls-tkae"),
        arguments(
            "calls routes that exist",
            "uri: direct\n            parameters:\n              name: calls-take",
            "uri: direct:calls-took"),
        arguments("calls beans that exist", "ref: assembler", "ref: asembler"),
        arguments("calls beans that exist", "method: assembleChanged", "method: assembleAll"),
        arguments("calls beans that exist", "find(${header.CamelHttpQuery})", "find(1, 2)"),
        arguments("calls beans that exist", "method: assembleChanged", "method: decide"),
        arguments("calls beans that exist", "delay: 100", "delay: \"{{bean:assembler.delay}}\""),
        arguments("has ids of its own", "id: assemble", "id: find"),
        arguments("names endpoints", "delay: 100", "dealy: 100"),
        arguments("names endpoints", "delay: 100", "delay: soon"),
        arguments("names endpoints", "delay: 100", "repeatCount: twice"),
        arguments("names endpoints", "uri: scheduler\n", "uri: schedulers\n"),
        arguments(
            "names endpoints",
            "name: calls-try\n        delay: 100",
            "dealy: 100\n        delegateUri: scheduler:x\n        namespace: x"),
        arguments("has settings", "delay: 100", "delay: \"{{callbridge.unknown}}\""),
        arguments("has comments only", "steps:", "steps: # now"),
        arguments("has comments only", "    from:", "    # where from\n    from:"),
        arguments("leaves requests to the CRM", "ref: assembler", "ref: leadSquaredAccounts"),
        arguments(
            "leaves requests to the CRM",
            "uri: direct\n            parameters:\n              name: calls-take",
            "uri: \"{{callbridge.leadsquared.accounts.main.url}}/1/api\""));
  }

  @ParameterizedTest(name = "not {0}: {2}")
  @MethodSource("changes")
  void everyRuleCanBeBrokenAndSaysWhere(String rule, String right, String wrong) {
    assertThat(CALLER).contains(right);
    String changed = CALLER.replace(right, wrong);

    List<String> broken = brokenRules(examples(changed, CALLED));

    assertThat(broken)
        .anyMatch(words -> words.startsWith(rule) && words.contains(":" + line(changed) + ":"));
  }

  /** The first line that is not as it was; that of the route if one of its keys is gone. */
  private static int line(String changed) {
    List<String> before = CALLER.lines().toList();
    List<String> after = changed.lines().toList();
    int line = 0;
    while (before.get(line).equals(after.get(line))) {
      line++;
    }
    boolean gone = after.size() < before.size() && after.get(line).equals(before.get(line + 1));
    return gone ? 3 : line + 1;
  }

  @Test
  void everyRuleHasAnExampleThatBreaksIt() {
    List<String> shown =
        Stream.concat(
                changes().map(change -> (String) change.get()[0]),
                Stream.of("names classes", "keeps the count"))
            .toList();

    assertThat(RULES).allMatch(rule -> shown.stream().anyMatch(rule.toString()::startsWith));
  }

  @Test
  void onlyOneHandlesARoutesErrors() {
    String two =
        CALLER.replace(
            "    routeConfigurationId: schedule\n",
            "    routeConfigurationId: schedule\n    errorHandler:\n      noErrorHandler: {}\n");

    assertThat(brokenRules(examples(two, CALLED)))
        .containsExactly(
            "says who handles its errors: calls/calls-try.camel.yaml:3: calls-try needs either a"
                + " routeConfigurationId or a noErrorHandler");
  }

  @Test
  void aClassThatIsNamedMustExist() {
    String wrong = CALLED.replace("UnreadableEventException", "UnreadableCallException");

    assertThat(brokenRules(examples(CALLER, wrong)))
        .containsExactly(
            "names classes that exist: calls/calls-take.camel.yaml:14: there is no class"
                + " io.callbridge.call.UnreadableCallException");
  }

  @Test
  void aRouteBelowRedeliveriesKeepsTheirCount() {
    String redelivering =
        ERRORS.replace(
            "          handled:",
            "          redeliveryPolicy:\n            maximumRedeliveries: 3\n          handled:");
    String removing =
        CALLED.replace(
            "      steps:\n",
            "      steps:\n        - removeHeaders:\n            pattern: \"*\"\n");
    String keeping =
        removing.replace(
            "pattern: \"*\"", "pattern: \"*\"\n            excludePattern: CamelRedeliver.*");

    assertThat(brokenRules(files(redelivering, CALLER, removing)))
        .containsExactly(
            "keeps the count of redeliveries: calls/calls-take.camel.yaml:12: calls-take is called"
                + " by a route with redeliveries, so removeHeaders needs an excludePattern with"
                + " CamelRedeliver.*");
    assertThat(brokenRules(files(redelivering, CALLER, keeping))).isEmpty();
    assertThat(brokenRules(files(ERRORS, CALLER, removing))).isEmpty();
  }

  @Test
  void aDirectThatNobodyCallsIsBroken() {
    String lonely = CALLED.replace("calls-take", "calls-lonely");
    var files = new ArrayList<>(examples(CALLER, CALLED).files());
    files.add(RouteFile.of("calls", "calls-lonely", lonely));

    assertThat(new DirectRule().broken(files.get(3), new RouteFiles(files)))
        .containsExactly(new Finding(10, "nobody calls direct:calls-lonely"));
  }

  @Test
  void aRouteInAnotherSystemsFolderIsBroken() {
    RouteFile moved = RouteFile.of("tasks", "calls-take", CALLED);

    assertThat(new NamesRule().broken(moved, new RouteFiles(List.of(moved))))
        .containsExactly(new Finding(1, "the name must begin with the folder: tasks-…"));
  }

  @Test
  void aRestDefinitionMustLeadToARoute() {
    RouteFile rest =
        RouteFile.of(
            "calls",
            "calls-rest",
            """
            - rest:
                id: calls-rest
                description: Leads nowhere.
                get:
                  - id: calls-rest.list
                    path: /calls
                    to: direct:calls-nowhere
            """);

    assertThat(new DirectRule().broken(rest, new RouteFiles(List.of(rest))))
        .containsExactly(new Finding(7, "there is no route behind direct:calls-nowhere"));
  }

  @Test
  void aKeyThatStandsTwiceIsNotRead() {
    assertThatThrownBy(
            () ->
                RouteFile.of(
                    "calls",
                    "calls-try",
                    CALLER.replace("id: calls-try\n", "id: calls-try\n    id: calls-try\n")))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageStartingWith("line 4: ")
        .hasMessageContaining("duplicate key id");
  }

  private static RouteFiles examples(String caller, String called) {
    return files(ERRORS, caller, called);
  }

  private static RouteFiles files(String errors, String caller, String called) {
    return new RouteFiles(
        List.of(
            RouteFile.of("shared", "error-handling", errors),
            RouteFile.of("calls", "calls-try", caller),
            RouteFile.of("calls", "calls-take", called)));
  }

  private static Stream<String> words(RouteRule rule, RouteFile file, RouteFiles all) {
    return rule.broken(file, all).stream()
        .map(finding -> "%s: %s:%d: %s".formatted(rule, file, finding.line(), finding.words()));
  }

  private static List<String> brokenRules(RouteFiles all) {
    return RULES.stream()
        .flatMap(rule -> all.files().stream().flatMap(file -> words(rule, file, all)))
        .toList();
  }
}
