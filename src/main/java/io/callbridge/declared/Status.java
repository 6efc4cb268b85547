package io.callbridge.declared;

import io.callbridge.call.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The provider's words for the states of a call. Case doesn't count, and {@code no_answer}, {@code
 * no answer} and {@code no-answer} are the same word.
 *
 * @param from where the word stands
 * @param underWay words of a call that hasn't been answered yet
 * @param answers words that say that it has been
 * @param ends words of a call that has ended, by how
 */
record Status(
    Field from,
    @DefaultValue List<String> underWay,
    @DefaultValue List<String> answers,
    @DefaultValue Map<Outcome, List<String>> ends) {

  static String normalise(String word) {
    return word.strip().toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
  }

  /** How the call ended; null while it hasn't. */
  Outcome outcome(String normalised) {
    return ends.entrySet().stream()
        .filter(end -> has(end.getValue(), normalised))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  boolean isAnswer(String normalised) {
    return has(answers, normalised);
  }

  boolean isKnown(String normalised) {
    return words().anyMatch(word -> normalise(word).equals(normalised));
  }

  List<String> mistakes(Body.Form form) {
    List<String> mistakes = new ArrayList<>();
    if (from == null) {
      mistakes.add("needs 'from', the field with the state of the call");
    } else {
      mistakes.addAll(from.mistakes(Field.Kind.TEXT, form));
    }
    if (ends.values().stream().allMatch(List::isEmpty)) {
      mistakes.add("needs 'ends', the words with which calls end, or none is ever posted");
    }
    if (ends.containsKey(Outcome.UNKNOWN)) {
      mistakes.add("has 'ends.unknown': calls with such an end would never be posted");
    }
    Set<String> seen = new HashSet<>();
    words()
        .map(Status::normalise)
        .filter(word -> !seen.add(word))
        .distinct()
        .forEach(word -> mistakes.add("has the word '%s' twice".formatted(word)));
    return mistakes;
  }

  private Stream<String> words() {
    return Stream.concat(
        Stream.of(underWay, answers).flatMap(Collection::stream),
        ends.values().stream().flatMap(Collection::stream));
  }

  private static boolean has(List<String> words, String normalised) {
    return words.stream().anyMatch(word -> normalise(word).equals(normalised));
  }
}
