package io.callbridge.sandbox.verba;

import io.callbridge.sandbox.SandboxOnly;
import io.callbridge.sandbox.verba.Faults.Fault;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** The recorder's one address (section 2): what is asked for is a parameter. */
@SandboxOnly
@RestController("simulatedVerbaApi")
class RecorderApi {

  private static final MediaType XML = MediaType.parseMediaType("text/xml;charset=UTF-8");
  private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");
  private static final MediaType TEXT = MediaType.parseMediaType("text/plain;charset=UTF-8");
  private static final String PAGE =
      "<!DOCTYPE html>\n<html><head><title>%s</title></head><body>%s</body></html>\n";

  private final VerbaSettings settings;
  private final Sessions sessions;
  private final Recordings recordings;
  private final Lookup lookup;
  private final Faults faults;

  RecorderApi(
      VerbaSettings settings,
      Sessions sessions,
      Recordings recordings,
      Lookup lookup,
      Faults faults) {
    this.settings = settings;
    this.sessions = sessions;
    this.recordings = recordings;
    this.lookup = lookup;
    this.faults = faults;
  }

  @RequestMapping(
      path = {"/simulator/verba/verba/api", "/simulator/verba/api"},
      method = {RequestMethod.GET, RequestMethod.POST})
  ResponseEntity<String> answer(HttpServletRequest http) {
    var request = new Parameters(http);
    Fault fault = faults.draw();
    if (fault == Fault.UNAVAILABLE) {
      return ResponseEntity.status(503)
          .contentType(HTML)
          .body(PAGE.formatted("Unavailable", "Service Unavailable"));
    }
    if (fault == Fault.LOGIN_PAGE) {
      return ok(HTML, PAGE.formatted("Login", "<form action=\"login.do\" method=\"post\"></form>"));
    }
    if (fault == Fault.EXPIRED_TOKEN) {
      sessions.forget(request.get("token"));
    }
    try {
      return act(request, http);
    } catch (ErrorAnswer error) {
      return error(request, error.getMessage());
    }
  }

  private ResponseEntity<String> act(Parameters request, HttpServletRequest http) {
    String action = request.need("action");
    sessions.checkKey(request);
    if (action.equals("RequestToken")) {
      String token = sessions.login(request, http.getHeader(HttpHeaders.AUTHORIZATION));
      return ok(XML, Xml.login(token, token.substring(0, 8), settings.layout()));
    }
    sessions.checkToken(request);
    return switch (action) {
      case "GetCallURL" -> url(request, http);
      case "GetCallID" -> id(request);
      case "GetCallInformation" -> {
        Recording call = lookup.find(request);
        yield xml(action, Xml.call(call, recordings.finished(call::equals).size() == 1, zone()));
      }
      case "SearchCalls" -> xml(action, new CallSearch(recordings).find(request, zone()));
      case "KeepCall" -> {
        boolean keep = !request.get("unmark").equals("1");
        recordings.change(lookup.find(request).id(), call -> call.keeping(keep));
        yield xml(action, "");
      }
      default -> throw ErrorAnswer.badRequest("there is no action " + action);
    };
  }

  private ResponseEntity<String> url(Parameters request, HttpServletRequest http) {
    String base =
        settings.linkUrl() != null
            ? settings.linkUrl()
            : http.getRequestURL().toString().replaceFirst("/api$", "");
    String link = base + "/gwtCallDetail.do?ccdrId=" + lookup.find(request).id();
    return switch (request.get("responseType")) {
      case "TEXT" -> ok(TEXT, link);
      case "HTML" -> {
        String anchor = "<a href=\"%1$s\">%1$s</a>".formatted(Xml.escape(link));
        yield ok(HTML, PAGE.formatted("Call URL", anchor));
      }
      default -> xml("GetCallURL", Xml.element("CallURL", link));
    };
  }

  private ResponseEntity<String> id(Parameters request) {
    String id = lookup.find(request).id();
    return request.get("responseType").equals("TEXT")
        ? ok(TEXT, id)
        : xml("GetCallID", Xml.element("CallID", id));
  }

  private ResponseEntity<String> xml(String action, String payload) {
    return ok(XML, Xml.success(action, payload, settings.layout()));
  }

  private static ResponseEntity<String> error(Parameters request, String message) {
    return switch (request.get("responseType")) {
      case "TEXT" -> ok(TEXT, message);
      case "HTML" -> ok(HTML, PAGE.formatted("Error", Xml.escape(message)));
      default -> ok(XML, Xml.error(request.get("action"), message));
    };
  }

  private ZoneId zone() {
    return settings.hasLogin() ? settings.zone() : ZoneOffset.UTC;
  }

  private static ResponseEntity<String> ok(MediaType type, String body) {
    return ResponseEntity.ok().contentType(type).body(body);
  }
}
