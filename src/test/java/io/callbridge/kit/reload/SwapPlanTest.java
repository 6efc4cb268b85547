package io.callbridge.kit.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.callbridge.kit.check.RouteFile;
import io.callbridge.kit.check.RouteFiles;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What must be still, and what is loaded again, when something changes. */
class SwapPlanTest {

  private static final RouteFile ERRORS =
      RouteFile.of(
          "shared",
          "error-handling",
          """
          - routeConfiguration:
              id: ingest
              onException:
                - onException:
                    steps: [{to: {uri: "direct:shared-keep"}}]
          - routeConfiguration:
              id: schedule
              onException: []
          """);
  private static final RouteFile REST =
      RouteFile.of(
          "calls",
          "calls-rest",
          """
          - rest:
              id: calls-rest
              post:
                - id: calls-rest.take
                  to: direct:calls-take
          """);
  private static final RouteFile TAKE = route("calls-take", "direct", "ingest", "calls-journal");
  private static final RouteFile JOURNAL = route("calls-journal", "direct", "", "log");
  private static final RouteFile KEEP = route("shared-keep", "direct", "", "log");
  private static final RouteFile TICK = route("calls-tick", "timer", "schedule", "log");
  private static final RouteFiles ALL =
      new RouteFiles(List.of(ERRORS, REST, TAKE, JOURNAL, KEEP, TICK));

  @Test
  void whatCallsAChangedRouteMustBeStillToo() {
    SwapPlan plan = SwapPlan.of(ALL, with(JOURNAL, changed(JOURNAL)));

    assertThat(plan.unload()).containsExactly(JOURNAL);
    assertThat(plan.load()).singleElement().hasToString("calls/calls-journal.camel.yaml");
    assertThat(plan.load().get(0).text()).endsWith("# changed\n");
    assertThat(plan.quiet())
        .containsExactlyInAnyOrder("calls-journal", "calls-take", "calls-rest.take");
  }

  @Test
  void whoseErrorsAreHandledByAChangedRouteMustBeStillToo() {
    SwapPlan plan = SwapPlan.of(ALL, with(KEEP, changed(KEEP)));

    assertThat(plan.load()).singleElement().hasToString("shared/shared-keep.camel.yaml");
    assertThat(plan.quiet())
        .containsExactlyInAnyOrder("shared-keep", "calls-take", "calls-rest.take");
  }

  @Test
  void aChangedConfigurationLoadsTheRoutesThatUseItAndNoOthers() {
    RouteFile errors =
        RouteFile.of(
            "shared",
            "error-handling",
            ERRORS.text().replace("id: schedule\n", "id: schedule\n    description: x\n"));
    SwapPlan plan = SwapPlan.of(ALL, with(ERRORS, errors));

    assertThat(plan.unload()).containsExactly(ERRORS, TICK);
    assertThat(plan.load()).containsExactlyInAnyOrder(errors, TICK);
    assertThat(plan.quiet()).containsExactly("calls-tick");
  }

  @Test
  void aRemovedFileIsUnloadedOnly() {
    SwapPlan plan = SwapPlan.of(ALL, new RouteFiles(List.of(ERRORS, REST, TAKE, JOURNAL, KEEP)));

    assertThat(plan.unload()).containsExactly(TICK);
    assertThat(plan.load()).isEmpty();
    assertThat(plan.quiet()).containsExactly("calls-tick");
  }

  private static RouteFile route(String id, String from, String situation, String to) {
    return RouteFile.of(
        id.split("-")[0],
        id,
        """
        - route:
            id: %s
            routeConfigurationId: "%s"
            from: { uri: "%s:%s", steps: [{to: {uri: "direct:%s"}}] }
        """
            .formatted(id, situation, from, id, to));
  }

  private static RouteFile changed(RouteFile file) {
    return RouteFile.of(file.folder(), file.name(), file.text() + "# changed\n");
  }

  private static RouteFiles with(RouteFile old, RouteFile now) {
    List<RouteFile> files = new ArrayList<>(ALL.files());
    files.replaceAll(file -> file == old ? now : file);
    return new RouteFiles(files);
  }
}
