package io.callbridge.kit.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.callbridge.kit.check.RouteFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CoverageTest {

  private static final String ROUTE =
      """
      - route:
          id: calls-x
          from:
            uri: direct:calls-x
            steps:
              - choice:
                  id: which
                  when:
                    - expression: { simple: "${body} == 1" }
                      steps:
                        - log: { id: one, message: one }
                    - expression: { simple: "${body} == 2" }
                      note: "no case: never comes"
                      steps:
                        - log: { id: two, message: two }
              - doTry:
                  steps:
                    - log: { id: try, message: try }
                  doCatch:
                    - exception: [java.lang.Exception]
                      steps:
                        - log: { id: caught, message: caught }
      """;

  @Test
  void stepsAndBranchesCountByTheirLines() {
    List<Spot> spots = spots(Map.of(6L, 3L, 11L, 2L, 18L, 1L));

    assertThat(spots)
        .filteredOn(Spot::isRun)
        .extracting(spot -> spot.line() + " " + spot.what() + " " + spot.runs())
        .containsExactly(
            "6 choice which 3",
            "6 choice without a branch that fits 1",
            "9 when 2",
            "11 log one 2",
            "16 doTry 1",
            "18 log try 1");
    assertThat(spots)
        .filteredOn(Spot::isMissing)
        .extracting(spot -> spot.line() + " " + spot.what())
        .containsExactly("20 doCatch", "22 log caught");
    assertThat(spots)
        .filteredOn(spot -> spot.excuse() != null)
        .extracting(Spot::line, Spot::excuse)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(12, "never comes"),
            org.assertj.core.groups.Tuple.tuple(15, "never comes"));
  }

  private static List<Spot> spots(Map<Long, Long> runs) {
    return Spots.in(
        RouteFile.of("calls", "calls-x", ROUTE), line -> runs.getOrDefault((long) line, 0L));
  }
}
