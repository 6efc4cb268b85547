package io.callbridge.kit.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FileChangeTest {

  @Test
  void showsWhatChangedBetweenThreeLinesOnEachSide() {
    var change =
        new FileChange(
            "a/a-b.camel.yaml", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nx\ny\n6\n7\n8\n9\n");

    assertThat(change.diff())
        .isEqualTo(
            """
            --- a/a-b.camel.yaml
            +++ a/a-b.camel.yaml
            @@ -2,7 +2,8 @@
             2
             3
             4
            -5
            +x
            +y
             6
             7
             8
            """);
  }

  @Test
  void showsAFileThatCameOrWent() {
    assertThat(new FileChange("a", null, "1\n").diff())
        .isEqualTo("--- /dev/null\n+++ a\n@@ -0,0 +1,1 @@\n+1\n");
    assertThat(new FileChange("a", "1\n", null).diff())
        .isEqualTo("--- a\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-1\n");
  }

  @Test
  void aChangeAndItsReverseLeaveEverythingAsItWas() {
    RouteTexts before = texts(Map.of("a", "1", "b", "2", "c", "3"));
    RouteTexts after = texts(Map.of("a", "1", "b", "x", "d", "3"));

    List<FileChange> changes = before.changesTo(after);

    assertThat(changes).extracting(FileChange::path).containsExactly("b", "c", "d");
    assertThat(before.with(changes)).isEqualTo(after);
    assertThat(after.with(changes.stream().map(FileChange::reversed).toList())).isEqualTo(before);
  }

  private static RouteTexts texts(Map<String, String> byPath) {
    return new RouteTexts(new TreeMap<>(byPath));
  }
}
