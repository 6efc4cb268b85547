package io.callbridge.verba;

import io.callbridge.ops.BadQueryException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** Answers {@code GET /api/verba/call-url} (DESIGN, section 7). */
@Component
class VerbaCallUrls {

  private static final Set<String> PARAMETERS =
      new TreeSet<>(List.of("account", "callID", "extension", "status", "responseType"));
  private static final Set<String> FORMS = new TreeSet<>(List.of("JSON", "XML", "TEXT", "HTML"));
  private static final String STATUS = "(ongoing|next|last)(,(ongoing|next|last))*";
  private static final int LONGEST = 200;

  private final VerbaRecorders recorders;
  private final VerbaQuestions questions;
  private final VerbaSecrets secrets;

  VerbaCallUrls(VerbaRecorders recorders, VerbaQuestions questions, VerbaSecrets secrets) {
    this.recorders = recorders;
    this.questions = questions;
    this.secrets = secrets;
  }

  /**
   * @param rawQuery of the request, still percent-encoded; a {@code +} in it is a plus sign. May be
   *     null
   * @throws BadQueryException if it asks for nothing that the recorder can be asked
   */
  public VerbaCallUrlQuery read(String rawQuery) {
    MultiValueMap<String, String> given =
        UriComponentsBuilder.newInstance().query(rawQuery).build().getQueryParams();
    for (String name : given.keySet()) {
      if (!PARAMETERS.contains(name)) {
        throw new BadQueryException(
            "There is no parameter '%s'; there are %s.".formatted(name, PARAMETERS));
      }
    }
    String wanted = value(given, "responseType").orElse("JSON").toUpperCase(Locale.ROOT);
    if (!FORMS.contains(wanted)) {
      throw new BadQueryException("responseType must be one of %s.".formatted(FORMS));
    }
    Map<String, String> parameters = new LinkedHashMap<>(whichCall(given));
    parameters.put("responseType", wanted.equals("JSON") ? "XML" : wanted);
    return new VerbaCallUrlQuery(recorder(given), questions.callUrl(parameters), wanted);
  }

  /** What the recorder's answer is for who asked. */
  public VerbaCallUrl answer(VerbaCallUrlQuery query, VerbaAnswer answer) {
    if (!answer.isOk()) {
      return problem(status(answer.verdict()), answer.message(), query);
    }
    if (query.wanted().equals("HTML")) {
      return passedOn("text/html;charset=UTF-8", answer.text(), query);
    }
    if (answer.url() == null) {
      return problem(404, "found, but without a link", query);
    }
    return link(query, answer, new VerbaLink(answer.url(), query.recorder().account()));
  }

  private VerbaCallUrl link(VerbaCallUrlQuery query, VerbaAnswer answer, VerbaLink link) {
    boolean json = query.wanted().equals("JSON");
    Optional<String> objection = json ? link.objection() : link.addressObjection();
    if (objection.isPresent()) {
      return new VerbaCallUrl(502, null, sentence(objection.get()));
    }
    return switch (query.wanted()) {
      case "XML" -> passedOn("application/xml;charset=UTF-8", answer.text(), query);
      case "TEXT" -> passedOn("text/plain;charset=UTF-8", link.shown(), query);
      default -> new VerbaCallUrl(200, null, link.shown());
    };
  }

  private VerbaCallUrl passedOn(String mediaType, String text, VerbaCallUrlQuery query) {
    return new VerbaCallUrl(200, mediaType, secrets.remove(text, query.recorder()));
  }

  private VerbaCallUrl problem(int status, String message, VerbaCallUrlQuery query) {
    return new VerbaCallUrl(
        status, null, "The recorder says: " + secrets.remove(message, query.recorder()));
  }

  private static int status(VerbaVerdict verdict) {
    return switch (verdict) {
      case OK -> 200;
      case NOT_FOUND -> 404;
      case SEVERAL -> 409;
      case LOGIN, NO_SUCH_ADDRESS -> 502;
      case LOGIN_PAGE, DOWN, PAUSED -> 503;
    };
  }

  /** By its id, or by a number and which of its calls; never both (section 4). */
  private static Map<String, String> whichCall(MultiValueMap<String, String> given) {
    Optional<String> callId = value(given, "callID");
    Optional<String> extension = value(given, "extension");
    Optional<String> status = value(given, "status").map(s -> s.replace(" ", ""));
    if (callId.isPresent() == extension.isPresent()) {
      throw new BadQueryException("Give either callID, or extension and status.");
    }
    if (callId.isPresent() && status.isPresent()) {
      throw new BadQueryException("status goes with extension, not with callID.");
    }
    if (callId.isPresent()) {
      return Map.of("callID", callId.get());
    }
    if (status.filter(s -> s.matches(STATUS)).isEmpty()) {
      throw new BadQueryException(
          "status must be ongoing, next or last, or several of them with commas between.");
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("extension", extension.get());
    parameters.put("status", status.get());
    return parameters;
  }

  private VerbaRecorder recorder(MultiValueMap<String, String> given) {
    Optional<String> account = value(given, "account");
    Set<String> names = recorders.names();
    if (account.isEmpty() && names.size() != 1) {
      throw new BadQueryException(
          names.isEmpty()
              ? "No recorder is configured."
              : "account must say which recorder: one of %s.".formatted(names));
    }
    return recorders
        .get(account.orElseGet(() -> names.iterator().next()))
        .orElseThrow(() -> new BadQueryException("There is no such recorder."));
  }

  private static Optional<String> value(MultiValueMap<String, String> given, String name) {
    List<String> values = given.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw new BadQueryException("%s may stand there only once.".formatted(name));
    }
    return values.stream()
        .filter(raw -> raw != null && !raw.isBlank())
        .map(raw -> decode(name, raw))
        .findFirst();
  }

  private static String decode(String name, String raw) {
    String value;
    try {
      value = UriUtils.decode(raw, StandardCharsets.UTF_8).strip();
    } catch (IllegalArgumentException badEscape) {
      throw new BadQueryException("%s is badly encoded.".formatted(name));
    }
    if (value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
      throw new BadQueryException(
          "%s must be text of at most %d characters.".formatted(name, LONGEST));
    }
    return value;
  }

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }
}
