package io.callbridge.console;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.util.UriUtils;

/**
 * What a person looks for, as the query of {@code GET /api/call-logs} says it.
 *
 * @param values by the names of the page's fields, those that are empty left out; an {@code
 *     account} is {@code provider/account}, or a provider alone
 */
record CallSearch(Map<String, String> values) {

  private static final List<String> FIELDS =
      List.of(
          "search",
          "account",
          "provider",
          "crm",
          "state",
          "stoppedFor",
          "callId",
          "requestId",
          "number",
          "from",
          "to");

  static CallSearch of(Map<String, String> parameters) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String field : FIELDS) {
      String value = parameters.get(field);
      if (value != null && !value.isBlank()) {
        values.put(field, value.strip());
      }
    }
    return new CallSearch(values);
  }

  /** The query for the API's bean, encoded. */
  String query() {
    List<String> parts = new ArrayList<>();
    values.forEach(
        (name, value) -> {
          int slash = value.indexOf('/');
          if (name.equals("account") && slash >= 0) {
            parts.add(part("provider", value.substring(0, slash)));
            parts.add(part("account", value.substring(slash + 1)));
          } else if (name.equals("from") || name.equals("to")) {
            parts.add(part(name, moment(value)));
          } else {
            parts.add(part(name, value));
          }
        });
    return String.join("&", parts);
  }

  /** The same for a link to a page. */
  public String link() {
    return String.join(
        "&", values.entrySet().stream().map(each -> part(each.getKey(), each.getValue())).toList());
  }

  String and(String name, Object value) {
    String query = query();
    return query + (query.isEmpty() ? "" : "&") + part(name, String.valueOf(value));
  }

  /** A browser's field has no zone, and no seconds if they are zero. */
  private static String moment(String text) {
    if (text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d")) {
      return text + ":00Z";
    }
    return text.matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+") ? text + "Z" : text;
  }

  private static String part(String name, String value) {
    return name + "=" + encoded(value);
  }

  static String encoded(String value) {
    return UriUtils.encode(value, StandardCharsets.UTF_8);
  }
}
