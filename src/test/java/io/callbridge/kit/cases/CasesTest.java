package io.callbridge.kit.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.callbridge.kit.Quiet;
import io.callbridge.kit.coverage.Coverage;
import io.callbridge.kit.coverage.Spot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases that ship, through the routes that ship: what {@code test} and {@code coverage} do. */
@ExtendWith(Quiet.class)
class CasesTest {

  private static final Path ROUTES = Path.of("routes");

  private static List<CaseResult> results;
  private static Coverage coverage;

  @BeforeAll
  static void runThem() throws IOException {
    try (var run = new CaseRun(ROUTES, Path.of("config"), false)) {
      results = run.run(Cases.of(ROUTES), result -> {});
      coverage = Coverage.of(ROUTES, run.runs());
    }
  }

  static List<CaseResult> results() {
    assertThat(results).hasSizeGreaterThan(70);
    return results;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("results")
  void comesOutAsExpected(CaseResult result) {
    assertThat(result.isGreen()).as(TestReport.words(result)).isTrue();
  }

  @Test
  void everyStepAndBranchOfTheRoutesIsRunOrSaysWhyNot() {
    assertThat(coverage.missing()).isEmpty();
    assertThat(coverage.spots()).hasSizeGreaterThan(800);
    assertThat(coverage.excused()).extracting(Spot::excuse).allMatch(excuse -> !excuse.isBlank());
  }
}
