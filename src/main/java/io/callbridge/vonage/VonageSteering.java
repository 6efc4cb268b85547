package io.callbridge.vonage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.callbridge.steer.Answer;
import io.callbridge.steer.CommandRequest;
import io.callbridge.steer.Dialect;
import io.callbridge.steer.Ending;
import io.callbridge.steer.Outgoing;
import io.callbridge.steer.ProviderAnswer;
import io.callbridge.steer.SteerJson;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Vonage's answers mean for one command (contracts/vonage.md, sections 3 and 4). */
final class VonageSteering implements Dialect {

  private static final Logger log = LoggerFactory.getLogger(VonageSteering.class);

  /** What a command wants of a call. */
  enum Aim {
    READ,
    LIST,
    CREATE,
    CHANGE,
    END_CALL,
    END_LEG
  }

  private final Aim aim;
  private final CommandRequest request;
  private final VonageLinks links;
  private final Outgoing look;
  private final VonageSearch search;

  /**
   * @param links null where the answer has none
   * @param look how to see the state that is in conflict; null: not at all
   * @param search how to find a call that may have been created; null: not at all
   */
  VonageSteering(
      Aim aim, CommandRequest request, VonageLinks links, Outgoing look, VonageSearch search) {
    this.aim = aim;
    this.request = request;
    this.links = links;
    this.look = look;
    this.search = search;
  }

  @Override
  public String provider() {
    return "Vonage";
  }

  @Override
  public Ending read(ProviderAnswer answer) {
    if (answer.status() == 404 && (aim == Aim.END_CALL || aim == Aim.END_LEG)) {
      return Ending.done(gone(), 404);
    }
    return answer.isSuccess() ? success(answer) : failure(answer);
  }

  /** It has ended already, which is what was wanted. */
  private Answer gone() {
    if (aim == Aim.END_LEG) {
      return Answer.empty(204);
    }
    ObjectNode ended = SteerJson.object();
    ended.put("account_id", request.account());
    ended.put("call_id", request.callId());
    ended.put("call_state", "disconnected");
    ended.put("destination", "");
    return Answer.json(200, SteerJson.write(ended));
  }

  private Ending success(ProviderAnswer answer) {
    JsonNode json = answer.json();
    if (aim == Aim.CREATE) {
      return created(answer, json);
    }
    if (!json.isContainerNode()) {
      return answer.body().length == 0
          ? Ending.done(Answer.empty(answer.status()), answer.status())
          : failed(502, "Vonage answered something that is no JSON.", answer, false);
    }
    JsonNode shown = SteerJson.withoutCredentials(json);
    return Ending.done(
        Answer.json(
            answer.status(), SteerJson.write(links == null ? shown : links.rewritten(shown))),
        answer.status());
  }

  /** The id comes in several forms; a plain text becomes a JSON text. */
  private Ending created(ProviderAnswer answer, JsonNode json) {
    String callId = VonageCallId.read(answer.text()).orElse(null);
    if (callId == null) {
      log.error("ALARM: Vonage created a call and did not say its id");
    }
    JsonNode shown =
        json.isObject()
            ? SteerJson.withoutCredentials(json)
            : TextNode.valueOf(callId == null ? "" : callId);
    return Ending.created(
        Answer.json(answer.status(), SteerJson.write(shown)), answer.status(), callId);
  }

  private Ending failure(ProviderAnswer answer) {
    int status = answer.status();
    return switch (status) {
      case 401 ->
          failed(
              502,
              "Vonage refuses Callbridge's own token, also a new one: the user may not act for this"
                  + " account; somebody must mend it.",
              answer,
              true);
      case 403 -> {
        log.error("ALARM: Vonage account {} is not subscribed to the API", request.account());
        yield failed(
            403, "Vonage denies it: the application is not subscribed to that API.", answer, true);
      }
      case 404 ->
          failed(404, "Vonage has no such active call, leg or device (any more).", answer, true);
      case 409 -> failed(409, "The leg is in a state that doesn't allow it.", answer, true);
      case 429 -> failed(429, "Vonage takes no more now, and did not do it.", answer, true);
      case 503 -> failed(503, "Vonage can't be asked now.", answer, true);
      default ->
          status / 100 == 4
              ? failed(status, "Vonage refuses the request: %s.", answer, false)
              : failed(502, "Vonage went wrong: %s.", answer, true);
    };
  }

  /** The gateway in front may speak XML or HTML, which says nothing. */
  private static Ending failed(
      int status, String detail, ProviderAnswer answer, boolean repeatable) {
    JsonNode error = answer.json();
    String message = error.path("message").asText(null);
    return Ending.failed(
        status,
        detail.formatted(message == null ? "HTTP " + answer.status() : message),
        answer.status(),
        error.path("code").asText(null),
        message,
        answer.header("Retry-After"),
        repeatable);
  }

  @Override
  public boolean leavesOpen(ProviderAnswer answer) {
    return answer.status() / 100 == 5 || answer.status() / 100 == 3 || answer.status() == 408;
  }

  @Override
  public Optional<Outgoing> look() {
    return Optional.ofNullable(look);
  }

  @Override
  public Optional<Ending> settled(ProviderAnswer conflict, ProviderAnswer state) {
    return state.status() == 404 ? Optional.of(read(state)) : Optional.empty();
  }

  @Override
  public Optional<Outgoing> search() {
    return Optional.ofNullable(search).map(VonageSearch::request);
  }

  @Override
  public String searched() {
    return search == null ? null : "the active calls with the same two parties";
  }

  @Override
  public List<String> found(ProviderAnswer answer) {
    return search.found(answer.body());
  }
}
