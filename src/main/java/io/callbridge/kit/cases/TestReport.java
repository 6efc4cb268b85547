package io.callbridge.kit.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells people what became of the cases. */
final class TestReport {

  private final PrintWriter out;

  TestReport(PrintWriter out) {
    this.out = out;
  }

  void tell(CaseResult result) {
    out.println(
        "%s %s (%d ms)%s"
            .formatted(
                result.isGreen() ? "ok  " : "FAIL",
                result.name(),
                result.took().toMillis(),
                result.title() == null ? "" : ": " + result.title()));
    if (!result.isGreen()) {
      out.println(words(result));
    }
    out.flush();
  }

  /** What is wrong, field by field. */
  static String words(CaseResult result) {
    var words = new StringBuilder();
    if (result.error() != null) {
      words.append("     ").append(result.error()).append('\n');
    }
    for (Difference each : result.differences()) {
      words.append("     ").append(each.field()).append('\n');
      words.append("       expected ").append(shown(each.expected())).append('\n');
      words.append("       actual   ").append(shown(each.actual())).append('\n');
    }
    return words.toString().stripTrailing();
  }

  private static String shown(String value) {
    return value == null
        ? "(nothing)"
        : readable(value).stripTrailing().replace("\n", "\n                ");
  }

  /** A whole part that is too much or missing reads better as YAML. */
  private static String readable(String value) {
    if (!value.startsWith("{\"") && !value.startsWith("[{")) {
      return value;
    }
    try {
      return "\n" + Texts.YAML.writeValueAsString(Texts.JSON.readTree(value));
    } catch (JsonProcessingException noJson) {
      return value;
    }
  }

  void sum(List<CaseResult> results) {
    long failed = results.stream().filter(result -> !result.isGreen()).count();
    Duration took = results.stream().map(CaseResult::took).reduce(Duration.ZERO, Duration::plus);
    out.println(
        "%d cases, %d failed, %.1f s".formatted(results.size(), failed, took.toMillis() / 1000.0));
    if (failed > 0) {
      out.println("If what came out is right, --update makes it what is expected.");
    }
  }

  static Map<String, Object> plain(CaseResult result) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("case", result.name());
    plain.put("title", result.title());
    plain.put("green", result.isGreen());
    plain.put("milliseconds", result.took().toMillis());
    plain.put("error", result.error());
    plain.put("differences", result.differences());
    return plain;
  }
}
