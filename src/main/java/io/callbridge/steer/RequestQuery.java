package io.callbridge.steer;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** The parameters of a question, checked as they are read and written anew for the provider. */
public final class RequestQuery {

  private final Map<String, String> values = new LinkedHashMap<>();
  private final List<Fault> faults = new ArrayList<>();

  /**
   * @param raw still percent-encoded; may be null. A plain {@code +} is taken for itself, as in a
   *     phone number
   */
  public RequestQuery(String raw) {
    MultiValueMap<String, String> parameters =
        UriComponentsBuilder.newInstance().query(raw).build().getQueryParams();
    parameters.forEach(
        (name, given) -> {
          if (given.size() > 1) {
            fault(name, "stands more than once");
          }
          read(name, given.get(0) == null ? "" : given.get(0));
        });
  }

  private void read(String name, String raw) {
    try {
      values.put(UriUtils.decode(name, StandardCharsets.UTF_8), decode(raw));
    } catch (IllegalArgumentException badEscape) {
      fault(name, "is badly encoded");
    }
  }

  private static String decode(String raw) {
    return UriUtils.decode(raw, StandardCharsets.UTF_8);
  }

  /** Finds fault with every parameter that isn't one of these. */
  public RequestQuery knowsOnly(String... names) {
    var known = new TreeSet<>(List.of(names));
    values.keySet().stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> fault(name, "is not known; there are " + known));
    return this;
  }

  public String value(String name) {
    return values.get(name);
  }

  public RequestQuery whole(String name, long least, long most) {
    String text = values.get(name);
    if (text != null
        && (!text.matches("[0-9]{1,18}")
            || Long.parseLong(text) < least
            || Long.parseLong(text) > most)) {
      fault(name, "must be a whole number from %d to %d".formatted(least, most));
    }
    return this;
  }

  public RequestQuery moment(String name) {
    try {
      if (values.containsKey(name)) {
        Instant.parse(values.get(name));
      }
    } catch (DateTimeException unreadable) {
      fault(name, "must be a UTC time such as 2026-03-03T16:21:28Z");
    }
    return this;
  }

  public RequestQuery oneOf(String name, String... words) {
    String text = values.get(name);
    if (text != null && !List.of(words).contains(text)) {
      fault(name, "must be one of " + List.of(words));
    }
    return this;
  }

  /** Takes a parameter of our own out. */
  public boolean take(String name) {
    return "true".equals(values.remove(name));
  }

  private void fault(String name, String reason) {
    faults.add(new Fault(name, reason));
  }

  /**
   * @throws RefusedCommandException if a fault was found
   */
  public RequestQuery check() {
    if (!faults.isEmpty()) {
      throw RefusedCommandException.invalid(faults);
    }
    return this;
  }

  /** Percent-encoded; empty if there is none. */
  public String encoded() {
    return values.entrySet().stream()
        .map(each -> encode(each.getKey()) + "=" + encode(each.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return UriUtils.encode(text, StandardCharsets.UTF_8);
  }
}
