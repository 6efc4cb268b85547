package io.callbridge.sandbox.vonage;

import com.fasterxml.jackson.databind.JsonNode;
import io.callbridge.sandbox.SandboxOnly;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Legs of live calls (section 3.7). */
@SandboxOnly
@RestController("simulatedVonageLegApi")
@RequestMapping(
    path = "/simulator/vonage/telephony/v3/cc/accounts/{account}/calls/{callId}/legs",
    produces = MediaType.APPLICATION_JSON_VALUE)
class LegApi {

  private final Switchboard switchboard;
  private final CallPlayer player;
  private final LiveCalls liveCalls;
  private final Doorkeeper doorkeeper;

  LegApi(Switchboard switchboard, CallPlayer player, LiveCalls liveCalls, Doorkeeper doorkeeper) {
    this.switchboard = switchboard;
    this.player = player;
    this.liveCalls = liveCalls;
    this.doorkeeper = doorkeeper;
  }

  @GetMapping
  List<Map<String, Object>> list(
      @PathVariable String account,
      @PathVariable String callId,
      @RequestHeader(required = false) String authorization) {
    return liveCalls.legs(find(account, callId, authorization));
  }

  @GetMapping("/{legId}")
  Map<String, Object> get(
      @PathVariable String account,
      @PathVariable String callId,
      @PathVariable String legId,
      @RequestHeader(required = false) String authorization) {
    return leg(find(account, callId, authorization), legId);
  }

  /** Holds, resumes, transfers, dials digits or streams; in the right state only. */
  @PutMapping("/{legId}")
  Map<String, Object> update(
      @PathVariable String account,
      @PathVariable String callId,
      @PathVariable String legId,
      @RequestHeader(required = false) String authorization,
      @RequestBody JsonNode body) {
    PlayedCall call = find(account, callId, authorization);
    leg(call, legId);
    String state = body.path("state").asText("");
    if (state.isEmpty() && !body.has("dtmf") && !body.has("stream")
        || !List.of("", "held", "active").contains(state)) {
      throw RefusedException.badRequest();
    }
    boolean holds = state.equals("held");
    boolean resumes = state.equals("active") && !body.has("to");
    if (holds && call.isHeld() || resumes && !call.isHeld() || !player.isTalking(call)) {
      throw RefusedException.conflict();
    }
    if (holds || resumes) {
      call.hold(holds);
    }
    Map<String, Object> answer = CallApi.steered(account, call, call.isHeld() ? "held" : "active");
    answer.put("leg_id", legId);
    return answer;
  }

  @DeleteMapping("/{legId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(
      @PathVariable String account,
      @PathVariable String callId,
      @PathVariable String legId,
      @RequestHeader(required = false) String authorization) {
    PlayedCall call = find(account, callId, authorization);
    leg(call, legId);
    player.hangUp(call);
  }

  private PlayedCall find(String account, String callId, String authorization) {
    doorkeeper.check(account, authorization);
    return switchboard.findLive(callId).orElseThrow(RefusedException::notFound);
  }

  private Map<String, Object> leg(PlayedCall call, String legId) {
    return liveCalls.legs(call).stream()
        .filter(leg -> legId.equals(leg.get("leg_id")))
        .findFirst()
        .orElseThrow(RefusedException::notFound);
  }
}
