package io.callbridge.ops;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request whose body has been read, and is a form: its fields are parameters, too. */
class FormRequest extends ReadRequest {

  private final Map<String, String[]> parameters = new LinkedHashMap<>();

  FormRequest(HttpServletRequest request, byte[] body) {
    super(request, body);
    Map<String, List<String>> all = new LinkedHashMap<>();
    request
        .getParameterMap()
        .forEach((name, values) -> all.put(name, new ArrayList<>(List.of(values))));
    for (String field : new String(body, StandardCharsets.US_ASCII).split("&")) {
      String[] pair = field.split("=", 2);
      try {
        String value = pair.length == 1 ? "" : decode(pair[1]);
        all.computeIfAbsent(decode(pair[0]), name -> new ArrayList<>()).add(value);
      } catch (IllegalArgumentException badEscape) {
        // A field that nobody can read is none.
      }
    }
    all.forEach((name, values) -> parameters.put(name, values.toArray(new String[0])));
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public String getParameter(String name) {
    String[] values = parameters.get(name);
    return values == null ? null : values[0];
  }

  @Override
  public String[] getParameterValues(String name) {
    return parameters.get(name);
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    return Collections.unmodifiableMap(parameters);
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.enumeration(parameters.keySet());
  }
}
