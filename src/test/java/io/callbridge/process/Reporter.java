package io.callbridge.process;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Reports ended calls as Broadband Dynamics does: one final call status each, in JSON. */
final class Reporter {

  private static final DateTimeFormatter RFC_2822 =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Reporter() {}

  /** Settings of the account that the reports are for; the CRM account must be {@code main}. */
  static String[] account() {
    return new String[] {
      "--callbridge.broadband-dynamics.accounts.default.crm=main",
      "--callbridge.broadband-dynamics.accounts.default.agent-number=12025550155",
      "--callbridge.broadband-dynamics.accounts.default.display-number=12025550199"
    };
  }

  /**
   * Reports the end of a call. Saying it again is the same event.
   *
   * @return whether the bridge has it; false also if nobody answered
   */
  static boolean report(Bridge bridge, String callId, Instant end) {
    String body =
        """
        {"callSid": "%s", "callStatus": "completed", "callDuration": "42", "sequenceNumber": 3,
         "timestamp": "%s", "callTimestamp": "%s", "to": "+12025550123"}"""
            .formatted(callId, RFC_2822.format(end), RFC_2822.format(end.minusSeconds(50)));
    try {
      String path = "/api/matrex/callstatus/%s/+12025550123".formatted(callId);
      return bridge.post(path, body).statusCode() / 100 == 2;
    } catch (IOException noAnswer) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
