package io.callbridge.ops;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * The parameters of a request to the API. They are read from the raw query, as headers could add to
 * them.
 */
record Query(MultiValueMap<String, String> parameters) {

  /** The years beyond are further than the store's microseconds reach. */
  private static final Pattern FOUR_DIGIT_YEAR = Pattern.compile("\\d{4}-");

  /**
   * @param rawQuery still percent-encoded; may be null
   * @param known the names that there are
   * @throws BadQueryException for any other name
   */
  static Query parse(String rawQuery, Collection<String> known) {
    MultiValueMap<String, String> parameters =
        UriComponentsBuilder.newInstance().query(rawQuery).build().getQueryParams();
    for (String name : parameters.keySet()) {
      if (!known.contains(name)) {
        throw new BadQueryException(
            "There is no parameter '%s'; there are %s.".formatted(name, new TreeSet<>(known)));
      }
    }
    return new Query(parameters);
  }

  /**
   * Null if it is absent or blank.
   *
   * @throws BadQueryException if it is badly encoded
   */
  String value(String name) {
    String raw = parameters.getFirst(name);
    try {
      return raw == null || raw.isBlank() ? null : UriUtils.decode(raw, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException badEscape) {
      throw new BadQueryException("%s is badly encoded.".formatted(name));
    }
  }

  /**
   * A UTC moment, or a day for its beginning; null if it is absent.
   *
   * @throws BadQueryException if it is neither
   */
  Instant moment(String name) {
    String text = value(name);
    if (text == null) {
      return null;
    }
    try {
      if (FOUR_DIGIT_YEAR.matcher(text).lookingAt()) {
        return text.length() == "2026-03-03".length()
            ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
            : Instant.parse(text);
      }
    } catch (DateTimeException unreadable) {
      // said below
    }
    throw new BadQueryException(
        "%s must be a day or a UTC time such as 2026-03-03T16:21:28Z.".formatted(name));
  }

  /**
   * A whole number.
   *
   * @throws BadQueryException if it is out of its range
   */
  int number(String name, int otherwise, int least, int most) {
    String text = value(name);
    if (text == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException noNumber) {
      // said below
    }
    throw new BadQueryException("%s must be from %d to %d.".formatted(name, least, most));
  }
}
