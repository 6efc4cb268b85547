package io.callbridge.declared;

import io.callbridge.call.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * Which way a call goes, and who is who in it.
 *
 * @param from where the provider's word for it stands; null if it has none
 * @param otherwise the direction where that says nothing; null: unknown
 */
record Way(
    Field from,
    @DefaultValue List<String> inbound,
    @DefaultValue List<String> outbound,
    @DefaultValue List<String> internal,
    @Name("default") Direction otherwise) {

  /** Where the parties of a call stand, if it goes this way; each may be null. */
  record Parties(Field lead, Field agent, Field display) {}

  Optional<String> word(Body body) {
    return from == null ? Optional.empty() : from.in(body);
  }

  /** Empty for a word that isn't in the table. */
  Optional<Direction> of(String word) {
    String normalised = Status.normalise(word);
    return has(inbound, normalised)
        ? Optional.of(Direction.INBOUND)
        : has(outbound, normalised)
            ? Optional.of(Direction.OUTBOUND)
            : has(internal, normalised) ? Optional.of(Direction.INTERNAL) : Optional.empty();
  }

  List<String> mistakes(Body.Form form) {
    List<String> mistakes = new ArrayList<>();
    if (from != null) {
      mistakes.addAll(from.mistakes(Field.Kind.TEXT, form));
      if (inbound.isEmpty() && outbound.isEmpty() && internal.isEmpty()) {
        mistakes.add("needs the words for 'inbound', 'outbound' or 'internal'");
      }
    } else if (otherwise == null) {
      mistakes.add("needs 'from', the field that says it, or a 'default'");
    }
    return mistakes;
  }

  private static boolean has(List<String> words, String normalised) {
    return words.stream().anyMatch(word -> Status.normalise(word).equals(normalised));
  }
}
