package io.callbridge.kit.reload;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of one route file.
 *
 * @param path below the folder of routes
 * @param before null if there was no such file
 * @param after null if there is none any more
 */
record FileChange(String path, String before, String after) {

  private static final int CONTEXT = 3;

  FileChange reversed() {
    return new FileChange(path, after, before);
  }

  /** In the form of {@code diff -u}, with one hunk from the first to the last line that differs. */
  String diff() {
    List<String> old = lines(before);
    List<String> now = lines(after);
    int same = 0;
    while (same < old.size() && same < now.size() && old.get(same).equals(now.get(same))) {
      same++;
    }
    int tail = 0;
    while (tail < old.size() - same
        && tail < now.size() - same
        && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
      tail++;
    }
    int from = Math.max(0, same - CONTEXT);
    int oldEnd = old.size() - tail;
    int newEnd = now.size() - tail;
    int after = Math.min(CONTEXT, tail);
    List<String> diff = new ArrayList<>();
    diff.add("--- " + (before == null ? "/dev/null" : path));
    diff.add("+++ " + (this.after == null ? "/dev/null" : path));
    diff.add("@@ -%s +%s @@".formatted(span(from, oldEnd + after), span(from, newEnd + after)));
    old.subList(from, same).forEach(line -> diff.add(" " + line));
    old.subList(same, oldEnd).forEach(line -> diff.add("-" + line));
    now.subList(same, newEnd).forEach(line -> diff.add("+" + line));
    now.subList(newEnd, newEnd + after).forEach(line -> diff.add(" " + line));
    return String.join("\n", diff) + "\n";
  }

  private static String span(int from, int to) {
    return to == from ? "%d,0".formatted(from) : "%d,%d".formatted(from + 1, to - from);
  }

  private static List<String> lines(String text) {
    return text == null ? List.of() : text.lines().toList();
  }
}
