package io.callbridge.sandbox.vonage;

import com.fasterxml.jackson.databind.JsonNode;
import io.callbridge.sandbox.SandboxOnly;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Live calls of the Telephony API (sections 3.1 to 3.6). */
@SandboxOnly
@RestController("simulatedVonageCallApi")
@RequestMapping(
    path = "/simulator/vonage/telephony/v3/cc/accounts/{account}/calls",
    produces = MediaType.APPLICATION_JSON_VALUE)
class CallApi {

  private static final Set<String> FROM_TYPES = Set.of("device", "extension", "feature_code");
  private static final Set<String> TO_TYPES = Set.of("device", "extension", "pstn", "feature_code");
  private static final Set<String> CALL_TYPES =
      Set.of("", "click2dial", "click2dialme", "odr", "default");

  private final Switchboard switchboard;
  private final CallPlayer player;
  private final LiveCalls liveCalls;
  private final Doorkeeper doorkeeper;

  CallApi(Switchboard switchboard, CallPlayer player, LiveCalls liveCalls, Doorkeeper doorkeeper) {
    this.switchboard = switchboard;
    this.player = player;
    this.liveCalls = liveCalls;
    this.doorkeeper = doorkeeper;
  }

  @GetMapping
  Map<String, Object> list(
      @PathVariable String account,
      @RequestHeader(required = false) String authorization,
      @RequestParam(required = false) String extension,
      @RequestParam(name = "page_size", defaultValue = "100") int size,
      @RequestParam(defaultValue = "asc") String order,
      @RequestParam(defaultValue = "0") int page) {
    doorkeeper.check(account, authorization);
    List<PlayedCall> live =
        switchboard.live().stream()
            .filter(
                call -> extension == null || call.script().agent().extension().equals(extension))
            .toList();
    String path = "/cc/accounts/%s/calls?page_size=%d&order=%s".formatted(account, size, order);
    return TelephonyPage.of("calls", live, page, size, order, path, liveCalls::write);
  }

  /** Answers a bare string (section 3.3). */
  @PostMapping
  String create(
      @PathVariable String account,
      @RequestHeader(required = false) String authorization,
      @RequestBody JsonNode body) {
    doorkeeper.check(account, authorization);
    String from = destination(body.path("from"), FROM_TYPES);
    String to = destination(body.path("to"), TO_TYPES);
    Agent agent = Agent.find(from);
    if (agent == null || !CALL_TYPES.contains(body.path("type").asText(""))) {
      throw RefusedException.badRequest();
    }
    return '"' + player.dial(agent, to).script().callId() + '"';
  }

  @GetMapping("/{callId}")
  Map<String, Object> get(
      @PathVariable String account,
      @PathVariable String callId,
      @RequestHeader(required = false) String authorization) {
    return liveCalls.write(find(account, callId, authorization));
  }

  /** Answers, transfers or parks; nothing else (section 3.5). */
  @PutMapping("/{callId}")
  Map<String, Object> update(
      @PathVariable String account,
      @PathVariable String callId,
      @RequestHeader(required = false) String authorization,
      @RequestBody JsonNode body) {
    PlayedCall call = find(account, callId, authorization);
    String state = body.path("state").asText("");
    if (state.equals("active") && body.has("to") && !body.has("from")) {
      destination(body.path("to"), Set.of("device"));
      player.answer(call);
    } else if (state.equals("parked") && body.has("from")) {
      destination(body.path("from"), TO_TYPES);
      call.park();
    } else if (state.isEmpty() && body.has("from") && body.has("to")) {
      destination(body.path("from"), TO_TYPES);
      Agent other = Agent.find(destination(body.path("to"), TO_TYPES));
      transfer(call, other);
    } else {
      throw RefusedException.badRequest();
    }
    return steered(account, call, state.isEmpty() ? "active" : state);
  }

  @DeleteMapping("/{callId}")
  Map<String, Object> delete(
      @PathVariable String account,
      @PathVariable String callId,
      @RequestHeader(required = false) String authorization) {
    PlayedCall call = find(account, callId, authorization);
    player.hangUp(call);
    return steered(account, call, "disconnected");
  }

  /** A transfer to the outside ends our part of the call. */
  private void transfer(PlayedCall call, Agent other) {
    if (other == null) {
      player.hangUp(call);
    } else {
      call.change(script -> script.transferred(other));
    }
  }

  private PlayedCall find(String account, String callId, String authorization) {
    doorkeeper.check(account, authorization);
    return switchboard.findLive(callId).orElseThrow(RefusedException::notFound);
  }

  private static String destination(JsonNode party, Set<String> types) {
    String destination = party.path("destination").asText("");
    if (destination.isBlank() || !types.contains(party.path("type").asText(""))) {
      throw RefusedException.badRequest();
    }
    return destination;
  }

  static Map<String, Object> steered(String account, PlayedCall call, String state) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("account_id", account);
    answer.put("call_id", call.script().callId());
    answer.put("call_state", state);
    answer.put("destination", call.script().agent().extension());
    return answer;
  }
}
