package io.callbridge.sandbox.bandwidth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callbridge.sandbox.SandboxOnly;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/** The operations on calls (section 3); credentials and account are checked before. */
@SandboxOnly
@RestController("simulatedBandwidthVoiceApi")
@RequestMapping(ApiGateway.ACCOUNTS + "{accountId}")
class VoiceApi {

  private static final MediaType JSON =
      new MediaType(MediaType.APPLICATION_JSON, StandardCharsets.UTF_8);

  private final BandwidthSettings settings;
  private final CallRecords records;
  private final CallControl control;
  private final ObjectMapper json;

  VoiceApi(
      BandwidthSettings settings, CallRecords records, CallControl control, ObjectMapper json) {
    this.settings = settings;
    this.records = records;
    this.control = control;
    this.json = json;
  }

  @GetMapping("/calls")
  ResponseEntity<List<Map<String, Object>>> list(
      @RequestParam Map<String, String> parameters, HttpServletRequest request) {
    CallRecords.Page page = records.list(CallQuery.of(parameters));
    var answer = ResponseEntity.ok().contentType(JSON);
    if (page.next() != null) {
      answer.header(HttpHeaders.LINK, next(request, parameters, page.next()));
    }
    return answer.body(page.rows());
  }

  private static String next(
      HttpServletRequest request, Map<String, String> parameters, CallQuery.Position position) {
    Map<String, String> next = new LinkedHashMap<>(parameters);
    next.put("pageToken", position.token());
    String query =
        next.entrySet().stream()
            .map(
                each ->
                    each.getKey() + "=" + UriUtils.encode(each.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return "<%s?%s>; rel=\"next\"".formatted(request.getRequestURL(), query);
  }

  @GetMapping("/calls/{callId}")
  ResponseEntity<Map<String, Object>> get(@PathVariable String callId) {
    return ResponseEntity.ok().contentType(JSON).body(records.row(callId));
  }

  @PostMapping("/calls")
  ResponseEntity<Map<String, Object>> create(
      @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) String type,
      @RequestBody(required = false) byte[] body,
      HttpServletRequest request) {
    String url = request.getRequestURL().toString();
    Map<String, Object> created =
        control.create(json(type, body), url.substring(0, url.lastIndexOf("/calls")));
    return ResponseEntity.status(HttpStatus.CREATED)
        .header(HttpHeaders.LOCATION, created.get("callUrl").toString())
        .contentType(JSON)
        .body(created);
  }

  @PostMapping("/calls/{callId}")
  void update(
      @PathVariable String callId,
      @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) String type,
      @RequestBody(required = false) byte[] body) {
    control.update(callId, json(type, body));
  }

  @PutMapping("/calls/{callId}/bxml")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void updateBxml(
      @PathVariable String callId,
      @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) String type,
      @RequestBody(required = false) byte[] body) {
    check(type, "application/xml", "text/xml");
    control.updateBxml(callId, body == null ? "" : new String(body, StandardCharsets.UTF_8));
  }

  @GetMapping(path = "/statistics", produces = MediaType.APPLICATION_JSON_VALUE)
  Map<String, Integer> statistics() {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    sizes.put("currentCallQueueSize", records.queued());
    sizes.put("maxCallQueueSize", settings.queueCapacity());
    return sizes;
  }

  private JsonNode json(String type, byte[] body) {
    check(type, MediaType.APPLICATION_JSON_VALUE);
    try {
      JsonNode node =
          json.readTree(new String(body == null ? new byte[0] : body, StandardCharsets.UTF_8));
      if (node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException unreadable) {
      // the refusal below says it
    }
    throw new RefusedException(ApiError.invalid("Unable to parse the request body"));
  }

  private static void check(String type, String... accepted) {
    String essence = type == null ? "" : type.split(";", 2)[0].strip();
    if (!List.of(accepted).contains(essence)) {
      throw new RefusedException(ApiError.mediaType(type));
    }
  }
}
