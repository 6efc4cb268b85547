package io.callbridge.declared;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * Where one value of an event stands in a webhook's body, and how it is written there.
 *
 * @param from fields of a form, or JSON pointers; the first one that has a value counts
 * @param otherwise the value where none has; may be null
 * @param absent texts that mean that there is no value
 * @param format of a time, see {@link TimeFormat}; null for any usual form
 * @param zone of a time that names none; null for UTC
 * @param unit of a duration: {@code seconds} or {@code milliseconds}; null for seconds
 */
record Field(
    @DefaultValue List<String> from,
    @Name("default") String otherwise,
    @DefaultValue List<String> absent,
    String format,
    String zone,
    String unit) {

  /** The short form: the name of a field, or a JSON pointer. Spring calls it. */
  public static Field valueOf(String from) {
    return new Field(List.of(from), null, List.of(), null, null, null);
  }

  boolean isGiven() {
    return !from.isEmpty() || otherwise != null;
  }

  Optional<String> in(Body body) {
    return from.stream()
        .flatMap(source -> body.value(source).stream())
        .map(String::strip)
        .filter(text -> !text.isEmpty() && !absent.contains(text))
        .findFirst()
        .or(() -> Optional.ofNullable(otherwise));
  }

  /** What is wrong with it, as ends of sentences that begin with its name. */
  List<String> mistakes(Kind kind, Body.Form form) {
    List<String> mistakes = new ArrayList<>();
    if (!isGiven()) {
      mistakes.add("needs 'from', the name of a field, or a 'default'");
    }
    from.stream()
        .flatMap(source -> form.whyNot(source).stream())
        .map("has 'from' that can't be used: "::concat)
        .forEach(mistakes::add);
    if (kind == Kind.TIME) {
      TimeFormat.whyNot(format, zone).ifPresent(mistakes::add);
    } else if (format != null || zone != null) {
      mistakes.add("is no time, so it has no 'format' and no 'zone'");
    }
    if (kind != Kind.DURATION && unit != null) {
      mistakes.add("is no duration, so it has no 'unit'");
    } else if (unit != null && !unit.equals("seconds") && !unit.equals("milliseconds")) {
      mistakes.add("has the unit '%s'; it must be seconds or milliseconds".formatted(unit));
    }
    return mistakes;
  }

  /** What sort of value it is. */
  enum Kind {
    TEXT,
    TIME,
    DURATION
  }
}
