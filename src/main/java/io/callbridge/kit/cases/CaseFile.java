package io.callbridge.kit.cases;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * A case as it is written, in {@code case.yaml}.
 *
 * @param title what it shows
 * @param starts the time at its beginning, ISO 8601
 * @param settings {@code config} for the owner's own, or a file; null for the nearest {@code
 *     settings.yaml}
 */
record CaseFile(
    @JsonProperty("case") String title,
    String starts,
    String settings,
    List<Step> steps,
    @JsonProperty("far-ends") List<FarEnd> farEnds) {

  CaseFile {
    steps = steps == null ? List.of() : steps;
    farEnds = farEnds == null ? List.of() : farEnds;
  }

  /**
   * What happens next: a request arrives, time goes by, or the store fails.
   *
   * @param receive method and path
   * @param user who logs in: viewer, operator, engineer or admin; null for nobody
   * @param body a file's name, a text, or JSON as YAML
   * @param pause a duration
   * @param store {@code down} or {@code up}
   */
  record Step(
      String receive,
      Map<String, String> headers,
      String user,
      JsonNode body,
      @JsonProperty("wait") String pause,
      String store) {}

  /**
   * How a far end answers a request.
   *
   * @param request method and address, with {@code *} for anything; without a query any query fits
   * @param containing what the body must contain; null if it doesn't matter
   * @param answers in turn; the last one stays
   */
  record FarEnd(String request, String containing, Answer answer, List<Answer> answers) {

    List<Answer> all() {
      return answers == null ? List.of(answer == null ? Answer.EMPTY : answer) : answers;
    }
  }

  /**
   * @param status 200 if null
   * @param body a file's name, a text, or JSON as YAML
   * @param cut whether the connection is cut instead of an answer
   * @param store {@code down} if the store fails before the answer arrives
   */
  record Answer(
      Integer status, Map<String, String> headers, JsonNode body, boolean cut, String store) {

    static final Answer EMPTY = new Answer(null, null, null, false, null);
  }
}
