package io.callbridge.console;

import io.callbridge.ops.CompletenessQueries.Equation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An equation as a bar: what is accounted for fills it from the left, what is missing leaves it
 * open.
 *
 * @param parts those that are not empty, from the left
 */
record EquationBar(List<Part> parts) {

  /** A part that is there shows, however small: in hundredths of the bar. */
  private static final double LEAST = 1.5;

  /**
   * @param kind {@code logged}, {@code excluded}, {@code open}, {@code stopped} or {@code missing}
   * @param x where it begins, 0 to 100
   */
  record Part(String kind, long calls, double x, double width) {}

  static EquationBar of(Equation day) {
    return of(
        day.logged(), sum(day.excluded()), sum(day.open()), sum(day.stopped()), day.missing());
  }

  static EquationBar of(long logged, long excluded, long open, long stopped, long missing) {
    String[] kinds = {"logged", "excluded", "open", "stopped", "missing"};
    long[] calls = {logged, excluded, open, stopped, missing};
    double all = 0;
    double[] widths = new double[calls.length];
    double total = Math.max(1, logged + excluded + open + stopped + missing);
    for (int i = 0; i < calls.length; i++) {
      widths[i] = calls[i] == 0 ? 0 : Math.max(LEAST, calls[i] * 100 / total);
      all += widths[i];
    }
    List<Part> parts = new ArrayList<>();
    double x = 0;
    for (int i = 0; i < calls.length; i++) {
      if (calls[i] > 0) {
        double width = widths[i] * 100 / all;
        parts.add(new Part(kinds[i], calls[i], x, width));
        x += width;
      }
    }
    return new EquationBar(parts);
  }

  static long sum(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
