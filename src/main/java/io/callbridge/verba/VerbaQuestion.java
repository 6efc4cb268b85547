package io.callbridge.verba;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request to the recorder, without what proves who asks.
 *
 * @param action such as {@code GetCallURL}
 * @param parameters by their names on the wire, in the order in which they are sent
 * @param timeout how long the answer may take
 */
record VerbaQuestion(String action, Map<String, String> parameters, Duration timeout) {

  static final String LOGIN = "RequestToken";

  VerbaQuestion {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** Asks for a token, with user and password instead of one. */
  boolean isLogin() {
    return action.equals(LOGIN);
  }

  String responseType() {
    return parameters.getOrDefault("responseType", "XML");
  }

  /** In milliseconds. */
  public long timeoutMillis() {
    return timeout.toMillis();
  }

  /** Without the numbers that are asked for. */
  @Override
  public String toString() {
    return action;
  }
}
