package io.callbridge.bandwidth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The header {@code Link}: several links, each with parameters in any order, plain or quoted (RFC
 * 8288, section 3 and appendix B.2). What follows the first fault of a header is not read.
 */
final class LinkHeader {

  /**
   * One link.
   *
   * @param target as it stands, perhaps relative
   * @param parameters by name in lower case, the first of each name
   */
  record Link(String target, Map<String, String> parameters) {

    /** Whether the link, among others perhaps, has this relation. */
    boolean hasRelation(String relation) {
      return List.of(parameters.getOrDefault("rel", "").strip().split("\\s+")).stream()
          .anyMatch(relation::equalsIgnoreCase);
    }
  }

  private final String text;
  private int at;

  private LinkHeader(String text) {
    this.text = text;
  }

  /**
   * Reads one field value, which may hold several links. Never throws.
   *
   * @param header may be null
   */
  static List<Link> read(String header) {
    return header == null ? List.of() : new LinkHeader(header).links();
  }

  private List<Link> links() {
    List<Link> links = new ArrayList<>();
    Optional<Link> link = link();
    while (link.isPresent()) {
      links.add(link.get());
      link = link();
    }
    return links;
  }

  private Optional<Link> link() {
    skip(", \t");
    int end = is('<') ? text.indexOf('>', at) : -1;
    if (end < 0) {
      return Optional.empty();
    }
    String target = text.substring(at + 1, end).strip();
    at = end + 1;
    return Optional.of(new Link(target, parameters()));
  }

  private Map<String, String> parameters() {
    Map<String, String> parameters = new HashMap<>();
    skip(" \t");
    while (is(';')) {
      skip("; \t");
      String name = until("=;, \t").toLowerCase(Locale.ROOT);
      skip(" \t");
      String value = "";
      if (is('=')) {
        at++;
        skip(" \t");
        value = is('"') ? quoted() : until(";, \t");
      }
      parameters.putIfAbsent(name, value);
      skip(" \t");
    }
    return parameters;
  }

  private String quoted() {
    var value = new StringBuilder();
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      value.append(text.charAt(at++));
    }
    at = Math.min(at + 1, text.length());
    return value.toString();
  }

  private String until(String ends) {
    int start = at;
    while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  private void skip(String characters) {
    while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean is(char character) {
    return at < text.length() && text.charAt(at) == character;
  }
}
