package io.callbridge.sandbox.verba;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** A request's parameters, from the query or a form; names are case-sensitive (section 2). */
final class Parameters {

  private final HttpServletRequest request;

  Parameters(HttpServletRequest request) {
    this.request = request;
  }

  /** Empty if it is missing. */
  String get(String name) {
    String value = request.getParameter(name);
    return value == null ? "" : value.strip();
  }

  boolean has(String name) {
    return !get(name).isEmpty();
  }

  List<String> all(String name) {
    String[] values = request.getParameterValues(name);
    return values == null ? List.of() : List.of(values);
  }

  /**
   * @throws ErrorAnswer if it is missing
   */
  String need(String name) {
    if (!has(name)) {
      throw ErrorAnswer.badRequest("the parameter " + name + " is missing");
    }
    return get(name);
  }
}
