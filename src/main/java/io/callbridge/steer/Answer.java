package io.callbridge.steer;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a command is answered with.
 *
 * @param mediaType null for an answer without a body
 * @param body never null
 * @param location the header of that name; null for none, as {@code link} and {@code retryAfter}
 */
public record Answer(
    int status, String mediaType, String body, String location, String link, String retryAfter) {

  public static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";

  /** One that is as good as empty. */
  public static Answer empty(int status) {
    return new Answer(status, null, "", null, null, null);
  }

  public static Answer json(int status, String body) {
    return new Answer(status, JSON, body, null, null, null);
  }

  /**
   * A problem (RFC 9457).
   *
   * @param more members of its own; those that are null are left out
   */
  static Answer problem(int status, String detail, Map<String, Object> more, String retryAfter) {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", "about:blank");
    problem.put("title", Titles.of(status));
    problem.put("status", status);
    problem.put("detail", detail);
    more.forEach(
        (name, value) -> {
          if (value != null) {
            problem.put(name, value);
          }
        });
    return new Answer(status, PROBLEM, SteerJson.write(problem), null, null, retryAfter);
  }

  public Answer withLocation(String url) {
    return new Answer(status, mediaType, body, url, link, retryAfter);
  }

  public Answer withLink(String header) {
    return new Answer(status, mediaType, body, location, header, retryAfter);
  }
}
