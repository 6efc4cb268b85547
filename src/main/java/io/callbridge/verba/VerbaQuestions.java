package io.callbridge.verba;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What the recorder can be asked (contracts/verba.md, sections 3 to 6). */
@Component
class VerbaQuestions {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private final Duration timeout;
  private final Duration nextTimeout;

  VerbaQuestions(VerbaSettings settings) {
    this.timeout = settings.responseTimeout();
    this.nextTimeout = settings.nextTimeout();
  }

  public VerbaQuestion login() {
    return question(VerbaQuestion.LOGIN);
  }

  VerbaQuestion callUrl(String callId) {
    return question("GetCallURL", "callID", callId, "responseType", "XML");
  }

  VerbaQuestion lastCallUrl(String extension) {
    return question("GetCallURL", "extension", extension, "status", "last", "responseType", "XML");
  }

  /**
   * @param parameters as the API's user gave them
   */
  VerbaQuestion callUrl(Map<String, String> parameters) {
    boolean waits =
        Arrays.asList(parameters.getOrDefault("status", "").split(",")).contains("next");
    return new VerbaQuestion("GetCallURL", parameters, waits ? nextTimeout : timeout);
  }

  /**
   * @param parameter {@code platformCallID} or {@code nativeID}
   */
  VerbaQuestion callId(String parameter, String value) {
    return question("GetCallID", parameter, value, "responseType", "XML");
  }

  /**
   * @param parameter {@code callID} or {@code extension}
   */
  VerbaQuestion information(String parameter, String value) {
    return question("GetCallInformation", parameter, value);
  }

  /**
   * @param number one party of the call
   * @param zone whose local times the recorder speaks
   */
  VerbaQuestion search(Instant from, Instant to, String number, ZoneId zone) {
    return question(
        "SearchCalls",
        "start",
        TIME.format(from.atZone(zone)),
        "end",
        TIME.format(to.atZone(zone)),
        "anynum",
        number,
        "returnMetadata",
        "1");
  }

  private VerbaQuestion question(String action, String... namesAndValues) {
    var parameters = new LinkedHashMap<String, String>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return new VerbaQuestion(action, parameters, timeout);
  }
}
