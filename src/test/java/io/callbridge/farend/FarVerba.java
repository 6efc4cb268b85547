package io.callbridge.farend;

import java.util.HashMap;
import java.util.Map;

/**
 * A recorder (contracts/verba.md) that writes its XML in other ways than the examples, and forgets
 * its first token at once.
 */
final class FarVerba extends FarEnd {

  static final String KEY = "7c1f0000-0000-4000-8000-0000000000aa";

  /** By the platform's id of the call. */
  private final Map<String, String> recordings = new HashMap<>();

  private int logins;

  /**
   * @return where it can be heard
   */
  synchronized String record(String platformCallId, String id) {
    recordings.put(platformCallId, id);
    return link(id);
  }

  private String link(String id) {
    return url() + "/verba/gwtCallDetail.do?lang=en&ccdrId=" + id;
  }

  @Override
  Answer answer(Request request) {
    Map<String, String> asked = Request.form(request.body());
    asked.putAll(request.query());
    if (!request.path().equals("/verba/api") || !KEY.equals(asked.get("apiKey"))) {
      return complain(404, "no key, or no API: " + request.path());
    }
    String action = asked.get("action");
    if (action.equals("RequestToken")) {
      boolean known =
          basic("recorder", "tape").equals(request.header("Authorization"))
              || "tape".equals(asked.get("password"));
      return known ? token() : complain(401, "no login");
    }
    if (!("tok-" + logins).equals(asked.get("token")) || logins == 1) {
      return xml(
          "<Response type='%s' code='2' ><ErrorMessage description=\"This token is expired or never got authenticated.\"/></Response>"
              .formatted(action));
    }
    return switch (action) {
      case "GetCallID" -> callId(asked);
      case "GetCallURL" -> callUrl(asked);
      default -> notFound(action);
    };
  }

  private Answer token() {
    return xml(
        """
          <!-- a session --> <Response
             token = 'tok-%d'
             type="RequestToken" code='0'><SessionId>S%d</SessionId>
             <SessionCookieName>JSESSIONID</SessionCookieName></Response>"""
            .formatted(++logins, logins));
  }

  private Answer callId(Map<String, String> asked) {
    String id = recordings.get(asked.get("platformCallID"));
    return id == null
        ? notFound("GetCallID")
        : xml(
            "<Response code='0' type='GetCallID'>\n\t<CallID>\n\t  "
                + id
                + " </CallID></Response>");
  }

  private Answer callUrl(Map<String, String> asked) {
    String id = asked.get("callID");
    return !recordings.containsValue(id)
        ? notFound("GetCallURL")
        : xml(
            "<Response type=\"GetCallURL\" server=\"a\" code=\"0\" >\r\n<Extra><Call Url=\"\"/></Extra><Url><![CDATA["
                + link(id)
                + "]]></Url></Response>");
  }

  private static Answer notFound(String action) {
    return xml(
        "<Response  code=\"2\"  type=\"%s\"><ErrorMessage description=\"Error\">The call cannot be found</ErrorMessage></Response>"
            .formatted(action));
  }

  private static Answer xml(String content) {
    return new Answer(
        200,
        "<VerbaApi version='9'>\n" + content + "\n</VerbaApi>",
        "Content-Type",
        "text/xml; charset=utf-8");
  }
}
