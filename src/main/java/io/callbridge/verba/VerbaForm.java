package io.callbridge.verba;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * A question as it is posted. Key and token stand in the body, so that they are in no URL and in no
 * log of one.
 */
@Component
class VerbaForm {

  /**
   * @param session null if there is none
   * @return name-value pairs, percent-encoded
   */
  public String write(VerbaQuestion question, VerbaRecorder recorder, VerbaSession session) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("action", question.action());
    fields.put("apiKey", recorder.account().apiKey());
    if (session != null && !question.isLogin()) {
      fields.put("token", session.token());
    }
    fields.putAll(question.parameters());
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** The header {@code Authorization}: user and password to get a token, else null. */
  public String authorization(VerbaQuestion question, VerbaRecorder recorder) {
    if (!question.isLogin()) {
      return null;
    }
    String login = recorder.account().username() + ":" + recorder.account().password();
    return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
  }

  /** The header {@code Cookie}: the server session that the token belongs to, else null. */
  public String cookie(VerbaQuestion question, VerbaSession session) {
    return session == null || question.isLogin() ? null : session.cookie();
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
