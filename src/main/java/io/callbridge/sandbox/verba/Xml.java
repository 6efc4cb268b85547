package io.callbridge.sandbox.verba;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes answers as the recorder does (sections 4.1 and 6). */
final class Xml {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  private Xml() {}

  static String success(String action, String payload, Layout layout) {
    String start = "<Response code=\"0\" type=\"" + action + "\"";
    if (payload.isEmpty()) {
      return document(start + "/>");
    }
    return document(
        layout == Layout.INSIDE
            ? start + ">\n" + payload + "\n  </Response>"
            : start + "/>\n" + payload);
  }

  static String login(String token, String session, Layout layout) {
    String start = "<Response code=\"0\" type=\"RequestToken\" token=\"" + token + "\"";
    String payload =
        element("SessionId", session)
            + element("SessionParameterName", "jsessionid")
            + element("SessionCookieName", "JSESSIONID")
            + element("Remote", "false");
    return document(
        layout == Layout.INSIDE ? start + ">" + payload + "</Response>" : start + "/>" + payload);
  }

  static String error(String action, String message) {
    return document(
        "<Response code=\"2\" type=\"%s\">%s</Response>"
            .formatted(escape(action), element("ErrorMessage", message)));
  }

  static String element(String name, String text) {
    return "<" + name + ">" + escape(text) + "</" + name + ">";
  }

  static String call(Recording call, boolean finished, ZoneId zone) {
    return "<verbacdr state=\""
        + (finished ? 1 : 0)
        + "\">"
        + element("ccdr_id", call.id())
        + element("native_id", call.nativeId())
        + element("platform_call_id", call.platformCallId() == null ? "" : call.platformCallId())
        + element("source_caller_id", call.source())
        + element("source_name", "")
        + element("destination_caller_id", call.destination())
        + element("destination_name", "")
        + element("start_time", time(call.start(), zone))
        + element("end_time", finished ? time(call.end(), zone) : "")
        + element("direction_id", "1 (Inbound)")
        + element("cause_id", "0 (Normal)")
        + element("signaling_id", "2 (SIP)")
        + element("do_not_delete", call.kept() ? "1" : "0")
        + element("secondary", call.secondary() ? "1" : "0")
        + "</verbacdr>";
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String time(Instant moment, ZoneId zone) {
    return TIME.format(moment.atZone(zone));
  }

  private static String document(String content) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<VerbaApi>\n  "
        + content
        + "\n</VerbaApi>\n";
  }
}
