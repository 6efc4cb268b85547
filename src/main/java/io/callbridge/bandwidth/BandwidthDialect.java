package io.callbridge.bandwidth;

import com.fasterxml.jackson.databind.JsonNode;
import io.callbridge.steer.Answer;
import io.callbridge.steer.CommandRequest;
import io.callbridge.steer.Dialect;
import io.callbridge.steer.Ending;
import io.callbridge.steer.Outgoing;
import io.callbridge.steer.ProviderAnswer;
import io.callbridge.steer.SteerJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.util.UriUtils;

/** What Bandwidth's answers mean for one command (contracts/bandwidth.md, section 4). */
final class BandwidthDialect implements Dialect {

  private static final Logger log = LoggerFactory.getLogger(BandwidthDialect.class);
  private static final String OVERLOADED = "system-overloaded";

  /** What a command wants of a call. */
  enum Aim {
    READ,
    LIST,
    CREATE,
    CHANGE,
    END
  }

  private final Aim aim;
  private final CommandRequest request;
  private final boolean createdLately;
  private final Outgoing look;
  private final Outgoing search;

  /**
   * @param createdLately whether the call is so new that Bandwidth may not show it yet
   * @param look how to see the call's state; null: not at all
   * @param search how to find a call that may have been created; null: not at all
   */
  BandwidthDialect(
      Aim aim, CommandRequest request, boolean createdLately, Outgoing look, Outgoing search) {
    this.aim = aim;
    this.request = request;
    this.createdLately = createdLately;
    this.look = look;
    this.search = search;
  }

  @Override
  public String provider() {
    return "Bandwidth";
  }

  @Override
  public Ending read(ProviderAnswer answer) {
    return answer.isSuccess() ? success(answer) : failure(answer);
  }

  private Ending success(ProviderAnswer answer) {
    JsonNode json = answer.json();
    Answer passed =
        json.isContainerNode()
            ? Answer.json(answer.status(), SteerJson.write(SteerJson.withoutCredentials(json)))
            : Answer.empty(answer.status());
    if (aim == Aim.CREATE) {
      String callId = json.path("callId").asText("");
      if (callId.isEmpty()) {
        log.error("ALARM: Bandwidth created a call and did not say its id");
        return Ending.done(passed, answer.status());
      }
      return Ending.created(
          request.baseUrl() == null
              ? passed
              : passed.withLocation(callsUrl() + "/" + encode(callId)),
          answer.status(),
          callId);
    }
    return Ending.done(aim == Aim.LIST ? withLinks(passed, answer) : passed, answer.status());
  }

  /** Links to the next pages, as the user can follow them. */
  private Answer withLinks(Answer passed, ProviderAnswer answer) {
    List<String> links = new ArrayList<>();
    for (String header : answer.headers("Link")) {
      for (LinkHeader.Link link : LinkHeader.read(header)) {
        int query = link.target().indexOf('?');
        String relation = link.parameters().getOrDefault("rel", "").replace("\"", "");
        if (query >= 0 && !relation.isEmpty()) {
          links.add(
              "<%s%s>; rel=\"%s\"".formatted(callsUrl(), link.target().substring(query), relation));
        }
      }
    }
    return links.isEmpty() ? passed : passed.withLink(String.join(", ", links));
  }

  private String callsUrl() {
    return request.baseUrl() + "/accounts/" + encode(request.account()) + "/calls";
  }

  private static String encode(String part) {
    return UriUtils.encode(part, StandardCharsets.UTF_8);
  }

  private Ending failure(ProviderAnswer answer) {
    JsonNode error = answer.json();
    String code = error.path("type").asText(null);
    String message = error.path("description").asText(null);
    int status = answer.status();
    String said = message == null ? "HTTP " + status : message;
    return switch (status) {
      case 401 -> {
        log.error("ALARM: Bandwidth refuses the login of account {}", request.account());
        yield failed(
            502,
            "Bandwidth refuses Callbridge's own login for this account; somebody must mend it.",
            answer,
            true);
      }
      case 403 -> {
        log.error("ALARM: Bandwidth denies account {} this command", request.account());
        yield failed(403, "Bandwidth denies this account the command: %s.", answer, true);
      }
      case 404 ->
          createdLately
              ? Ending.failed(
                  404,
                  "Bandwidth does not show this call yet: it was created within the last 10"
                      + " minutes. Ask again in a few seconds.",
                  status,
                  code,
                  message,
                  "5",
                  true)
              : failed(404, "Bandwidth knows no such call: %s.", answer, true);
      case 409 -> failed(409, "The call is in a state that doesn't allow it: %s.", answer, true);
      case 429 -> failed(429, "Bandwidth takes no more now, and did not do it: %s.", answer, true);
      case 503 -> failed(503, "Bandwidth is overloaded, and did not do it: %s.", answer, true);
      default ->
          status / 100 == 4
              ? failed(status, "Bandwidth refuses the request: %s.", answer, false)
              : Ending.failed(
                  502,
                  "Bandwidth went wrong (%d): %s.".formatted(status, said),
                  status,
                  code,
                  message,
                  null,
                  true);
    };
  }

  private static Ending failed(
      int status, String detail, ProviderAnswer answer, boolean repeatable) {
    JsonNode error = answer.json();
    String message = error.path("description").asText(null);
    return Ending.failed(
        status,
        detail.formatted(message == null ? "HTTP " + answer.status() : message),
        answer.status(),
        error.path("type").asText(null),
        message,
        retryAfter(answer),
        repeatable);
  }

  private static String retryAfter(ProviderAnswer answer) {
    return answer.header("Retry-After");
  }

  /** Only {@code system-overloaded} is a clear no; any other failure may have come afterwards. */
  @Override
  public boolean leavesOpen(ProviderAnswer answer) {
    boolean refused =
        answer.status() == 503 && OVERLOADED.equals(answer.json().path("type").asText());
    return answer.status() / 100 == 5 && !refused || answer.status() / 100 == 3;
  }

  @Override
  public Optional<Outgoing> look() {
    return Optional.ofNullable(look);
  }

  @Override
  public Optional<Ending> settled(ProviderAnswer conflict, ProviderAnswer state) {
    boolean hasEnded =
        state.isSuccess() && "disconnected".equals(state.json().path("state").asText());
    boolean isGone = state.status() == 404 && !createdLately;
    if (aim == Aim.END && (hasEnded || isGone)) {
      return Optional.of(Ending.done(Answer.empty(200), conflict.status()));
    }
    String now = state.json().path("state").asText("");
    boolean mayHeal = state.isSuccess() && (now.equals("initiated") || now.equals("answered"));
    if (mayHeal) {
      return Optional.empty();
    }
    if (now.equals("queued") && aim == Aim.CHANGE) {
      return Optional.of(
          failed(
              409,
              "The call is queued, and a queued call can only be completed: %s.",
              conflict,
              true));
    }
    return Optional.of(read(conflict));
  }

  @Override
  public Optional<Outgoing> search() {
    return Optional.ofNullable(search);
  }

  @Override
  public String searched() {
    return search == null ? null : "the calls of the last minutes with the same from and to";
  }

  @Override
  public List<String> found(ProviderAnswer answer) {
    JsonNode calls = answer.json();
    if (!calls.isArray()) {
      return null;
    }
    List<String> ids = new ArrayList<>();
    calls.forEach(call -> ids.add(call.path("callId").asText()));
    return ids;
  }
}
