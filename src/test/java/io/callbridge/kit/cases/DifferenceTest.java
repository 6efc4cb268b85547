package io.callbridge.kit.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceTest {

  @Test
  void namesEachFieldThatDiffers() {
    assertThat(between("{a: {b: [1, x]}, c: gone}", "{a: {b: [1, y, z]}, d: new}"))
        .containsExactly(
            new Difference("a.b[1]", "x", "y"),
            new Difference("a.b[2]", null, "z"),
            new Difference("c", "gone", null),
            new Difference("d", null, "new"));
  }

  @Test
  void aNumberIsNoText() {
    assertThat(between("{a: \"1\"}", "{a: 1}")).hasSize(1);
    assertThat(between("{a: 1}", "{a: 1.0}")).isEmpty();
  }

  @Test
  void anAsteriskStandsForAnything() {
    assertThat(between("{a: 'https://x/*/y', b: '*'}", "{a: 'https://x/1/y', b: {c: 1}}"))
        .isEmpty();
    assertThat(between("{a: 'https://x/*/y'}", "{a: 'https://x/1/z'}")).hasSize(1);
    assertThat(between("{a: '*'}", "{}")).hasSize(1);
  }

  @Test
  void anUpdateKeepsAsterisksThatStillFit() {
    assertThat(
            Difference.keepingWildcards(
                yaml("{a: 'x*', b: 'y*', c: [1]}"), yaml("{a: x1, b: z1, c: [2, 3]}")))
        .isEqualTo(yaml("{a: 'x*', b: z1, c: [2, 3]}"));
  }

  private static List<Difference> between(String expected, String actual) {
    return Difference.between(yaml(expected), yaml(actual));
  }

  private static JsonNode yaml(String text) {
    try {
      return Texts.YAML.readTree(text);
    } catch (JsonProcessingException wrong) {
      throw new AssertionError(wrong);
    }
  }
}
