package io.callbridge.bandwidth;

import io.callbridge.steer.JsonRequest;
import java.util.List;
import java.util.regex.Pattern;

/** The fields of a CreateCall request (contracts/bandwidth.md, section 3.1). */
final class BandwidthCallOrder {

  static final int LONGEST_URL = 2048;
  static final int LONGEST_CREDENTIAL = 1024;
  static final int LONGEST_TAG = 4096;

  private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
  private static final Pattern SIP = Pattern.compile("(?i)sips?:[^\\s@]+(@[^\\s@]+)?");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final Pattern UUI =
      Pattern.compile("[^,;]*;encoding=(jwt|base64|hex)(,[^,;]*;encoding=(jwt|base64|hex))*");
  private static final List<String> PRIVATE =
      List.of("Restricted", "Anonymous", "Private", "Unavailable");

  private BandwidthCallOrder() {}

  /** Finds fault with everything that Bandwidth would refuse. */
  static void check(JsonRequest call) {
    call.knowsOnly(
        "to",
        "from",
        "applicationId",
        "answerUrl",
        "answerMethod",
        "username",
        "password",
        "answerFallbackUrl",
        "answerFallbackMethod",
        "fallbackUsername",
        "fallbackPassword",
        "disconnectUrl",
        "disconnectMethod",
        "callTimeout",
        "callbackTimeout",
        "privacy",
        "displayName",
        "uui",
        "machineDetection",
        "priority",
        "tag");
    String to = call.required("to", LONGEST_URL);
    if (to != null && !E164.matcher(to).matches() && !SIP.matcher(to).matches()) {
      call.fault("to", "must be a number such as +12025550143, or a SIP address");
    }
    String from = call.required("from", LONGEST_URL);
    if (from != null && !E164.matcher(from).matches()) {
      call.fault("from", "must be a number such as +12025550143");
    }
    call.required("applicationId", LONGEST_CREDENTIAL);
    call.required("answerUrl", LONGEST_URL);
    call.url("answerUrl", LONGEST_URL);
    call.oneOf("answerMethod", "GET", "POST");
    call.url("disconnectUrl", LONGEST_URL);
    call.oneOf("disconnectMethod", "GET", "POST");
    checkCredentials(call, "answerFallbackUrl", "answerFallbackMethod");
    call.number("callTimeout", 1, 300);
    call.number("callbackTimeout", 1, 25);
    checkName(call);
    String uui = call.text("uui", 350);
    if (uui != null && !UUI.matcher(uui).matches()) {
      call.fault("uui", "must end each value with ;encoding= and one of jwt, base64, hex");
    }
    call.whole("priority", 1, 5);
    call.text("tag", LONGEST_TAG);
    JsonRequest detection = call.object("machineDetection");
    if (detection != null) {
      checkDetection(detection);
    }
  }

  /** Credentials of our side, and those of the fallback, which travel by https only. */
  static void checkCredentials(JsonRequest request, String fallbackUrl, String fallbackMethod) {
    request.text("username", LONGEST_CREDENTIAL);
    request.text("password", LONGEST_CREDENTIAL);
    request.text("fallbackUsername", LONGEST_CREDENTIAL);
    request.text("fallbackPassword", LONGEST_CREDENTIAL);
    String fallback = request.url(fallbackUrl, LONGEST_URL);
    request.oneOf(fallbackMethod, "GET", "POST");
    boolean hasCredentials = request.has("fallbackUsername") || request.has("fallbackPassword");
    if (fallback != null && hasCredentials && !fallback.regionMatches(true, 0, "https:", 0, 6)) {
      request.fault(fallbackUrl, "must be https where fallback credentials are given");
    }
  }

  private static void checkName(JsonRequest call) {
    boolean isPrivate = call.flag("privacy");
    String name = call.text("displayName", 256);
    if (name == null) {
      return;
    }
    if (CONTROL.matcher(name).find()) {
      call.fault("displayName", "must have no control characters");
    }
    if (isPrivate && !PRIVATE.contains(name)) {
      call.fault("displayName", "must be one of %s with privacy".formatted(PRIVATE));
    }
  }

  private static void checkDetection(JsonRequest detection) {
    detection.knowsOnly(
        "mode",
        "detectionTimeout",
        "silenceTimeout",
        "speechThreshold",
        "speechEndThreshold",
        "machineSpeechEndThreshold",
        "delayResult",
        "callbackUrl",
        "callbackMethod",
        "username",
        "password",
        "fallbackUrl",
        "fallbackMethod",
        "fallbackUsername",
        "fallbackPassword");
    detection.oneOf("mode", "async", "sync");
    for (String threshold :
        List.of(
            "detectionTimeout",
            "silenceTimeout",
            "speechThreshold",
            "speechEndThreshold",
            "machineSpeechEndThreshold")) {
      detection.whole(threshold, 0, 3600);
    }
    detection.flag("delayResult");
    detection.url("callbackUrl", LONGEST_URL);
    detection.oneOf("callbackMethod", "GET", "POST");
    checkCredentials(detection, "fallbackUrl", "fallbackMethod");
  }
}
