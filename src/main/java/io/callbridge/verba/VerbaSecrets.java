package io.callbridge.verba;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Takes out of a text what only the recorder and we may know. */
@Component
class VerbaSecrets {

  private static final String REMOVED = "removed";
  private static final Pattern VALUE =
      Pattern.compile(
          "((?:token|api_?key|sso\\w{0,20}|session_?id|password)(?:\\s{0,5}=\\s{0,5}|%3D)[\"']?)"
              + "(?!%3D)[^&\"'<>\\s;]+",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ELEMENT =
      Pattern.compile("(<(?:\\w+:)?(?:SessionId|Token)>)[^<]+", Pattern.CASE_INSENSITIVE);

  private final VerbaTokens tokens;

  VerbaSecrets(VerbaTokens tokens) {
    this.tokens = tokens;
  }

  String remove(String text, VerbaRecorder recorder) {
    String clean = without(text, recorder.account().apiKey());
    clean = without(clean, recorder.account().password());
    VerbaSession session = tokens.current(recorder);
    clean = session == null ? clean : without(clean, session.token());
    clean = VALUE.matcher(clean).replaceAll("$1" + REMOVED);
    return ELEMENT.matcher(clean).replaceAll("$1" + REMOVED);
  }

  private static String without(String text, String secret) {
    if (secret.isBlank()) {
      return text;
    }
    return text.replace(secret, REMOVED)
        .replace(URLEncoder.encode(secret, StandardCharsets.UTF_8), REMOVED);
  }
}
