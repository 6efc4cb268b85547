package io.callbridge.kit.coverage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** The route files with what ran in green and what didn't in red, as one page. */
final class CoveragePage {

  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"><title>Coverage of the routes</title>
      <style>
      body { font: 14px/1.5 system-ui, sans-serif; margin: 2em; color: #222; background: #fff }
      pre { font: 12px/1.4 ui-monospace, monospace; margin: 0 0 1em; overflow-x: auto }
      summary { cursor: pointer } summary.missing { color: #a40000; font-weight: 600 }
      .ran { background: #e2f5e2 } .missing-line { background: #fbdcdc } .excused { background: #f3f0d8 }
      .n { color: #767676; user-select: none } .runs { color: #4a6b4a }
      </style></head><body><h1>Coverage of the routes</h1>
      """;

  private CoveragePage() {}

  static void write(Path file, Coverage coverage) throws IOException {
    var page = new StringBuilder(HEAD);
    page.append("<p>").append(HtmlUtils.htmlEscape(coverage.sum())).append("</p>\n");
    Map<String, List<Spot>> files =
        coverage.spots().stream()
            .collect(Collectors.groupingBy(Spot::file, LinkedHashMap::new, Collectors.toList()));
    for (Map.Entry<String, List<Spot>> each : files.entrySet()) {
      write(page, each.getKey(), each.getValue(), coverage.routes().resolve(each.getKey()));
    }
    page.append("</body></html>\n");
    if (file.toAbsolutePath().getParent() != null) {
      Files.createDirectories(file.toAbsolutePath().getParent());
    }
    Files.writeString(file, page);
  }

  private static void write(StringBuilder page, String name, List<Spot> spots, Path source)
      throws IOException {
    long missing = spots.stream().filter(Spot::isMissing).count();
    page.append(missing > 0 ? "<details open><summary class=missing>" : "<details><summary>")
        .append(HtmlUtils.htmlEscape(name))
        .append(" (%d of %d)".formatted(spots.stream().filter(Spot::isRun).count(), spots.size()))
        .append("</summary><pre>");
    List<String> lines = Files.readAllLines(source);
    for (int i = 0; i < lines.size(); i++) {
      int line = i + 1;
      line(page, line, lines.get(i), spots.stream().filter(spot -> spot.line() == line).toList());
    }
    page.append("</pre></details>\n");
  }

  private static void line(StringBuilder page, int number, String text, List<Spot> spots) {
    String look = "";
    String words = "";
    if (spots.stream().anyMatch(Spot::isMissing)) {
      look = "missing-line";
      words =
          spots.stream().filter(Spot::isMissing).map(Spot::what).collect(Collectors.joining(", "))
              + ": never";
    } else if (spots.stream().anyMatch(spot -> !spot.isRun())) {
      look = "excused";
      words = spots.stream().map(Spot::excuse).filter(each -> each != null).findFirst().orElse("");
    } else if (!spots.isEmpty()) {
      look = "ran";
      words = spots.get(0).runs() + " times";
    }
    page.append("<span class=n>%4d </span><span class=\"%s\">".formatted(number, look))
        .append(HtmlUtils.htmlEscape(text))
        .append("</span>");
    if (!words.isEmpty()) {
      page.append(" <span class=runs>").append(HtmlUtils.htmlEscape(words)).append("</span>");
    }
    page.append('\n');
  }
}
