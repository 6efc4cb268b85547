package io.callbridge.verba;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Reads the recorder's answers. Nothing that it sends makes this throw; what can't be told is
 * {@link VerbaVerdict#DOWN}.
 */
@Component
class VerbaAnswers {

  private static final int MOST_BYTES = 1_000_000;
  private static final Pattern CHARSET =
      Pattern.compile("(?:charset|encoding)\\s{0,5}=\\s{0,5}[\"']?([\\w.:-]{1,40})");
  private static final Pattern HTML =
      Pattern.compile("\\s*(<\\?xml[^>]{0,200}>\\s*)?<(!doctype\\s+html|html|head|body)\\b");
  private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"']+");

  private static final Pattern PRIVATE =
      Pattern.compile(
          "[0-9a-fA-F]{8}-[0-9a-fA-F-]{4,50}|[0-9a-fA-F]{16,}|\\+?\\d[\\d ().-]{5,}\\d");

  private final InstantSource clock;

  VerbaAnswers(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * @param status HTTP status; says less than the body
   * @param contentType may be null
   * @param body may be null
   */
  public VerbaAnswer read(
      VerbaQuestion question, VerbaRecorder recorder, int status, String contentType, byte[] body) {
    if (body != null && body.length > MOST_BYTES) {
      return VerbaAnswer.without(VerbaVerdict.DOWN, "an answer of more than a megabyte");
    }
    String text = decode(body == null ? new byte[0] : body, contentType).strip();
    if (HTML.matcher(text.toLowerCase(Locale.ROOT)).lookingAt()) {
      return page(question, status, text);
    }
    List<VerbaElement> elements = VerbaXml.read(text);
    return elements.isEmpty() ? plain(status, text) : document(recorder, status, text, elements);
  }

  /** No answer came: no connection, or too late. */
  public VerbaAnswer unanswered(Exception failure) {
    return VerbaAnswer.without(
        VerbaVerdict.DOWN, "no answer (%s)".formatted(failure.getClass().getSimpleName()));
  }

  /** HTML is read only where it was asked for, and then only for what it is. */
  private static VerbaAnswer page(VerbaQuestion question, int status, String text) {
    boolean asked = question.responseType().equals("HTML");
    if (asked && status / 100 == 2 && !text.toLowerCase(Locale.ROOT).contains("<form")) {
      return new VerbaAnswer(VerbaVerdict.OK, "", null, null, null, null, List.of(), text, null);
    }
    return byStatus(
        status,
        status / 100 < 4 ? VerbaVerdict.LOGIN_PAGE : VerbaVerdict.DOWN,
        "a page for people where an answer was expected");
  }

  private static VerbaAnswer plain(int status, String text) {
    if (status / 100 == 2 && LINK.matcher(text).matches()) {
      return new VerbaAnswer(VerbaVerdict.OK, "", text, null, null, null, List.of(), text, null);
    }
    if (status / 100 == 2 && !text.isEmpty() && text.indexOf('<') < 0) {
      return VerbaAnswer.without(byWords(text, VerbaVerdict.NOT_FOUND), presentable(text));
    }
    VerbaVerdict otherwise = status / 100 == 3 ? VerbaVerdict.LOGIN_PAGE : VerbaVerdict.DOWN;
    return byStatus(status, otherwise, "HTTP %d without an answer".formatted(status));
  }

  private VerbaAnswer document(
      VerbaRecorder recorder, int status, String text, List<VerbaElement> elements) {
    String code = response(elements, "code");
    if (code.matches("0+")) {
      return new VerbaAnswer(
          VerbaVerdict.OK,
          "",
          url(elements),
          first(elements, "CallID", "ccdr_id", "id").orElse(null),
          token(elements),
          cookie(elements),
          VerbaCallInformation.readAll(elements, recorder.account().spokenZone(), clock.instant()),
          text,
          null);
    }
    String message = message(elements);
    if (code.isEmpty() && message.isEmpty()) {
      return byStatus(status, VerbaVerdict.DOWN, "HTTP %d with an unknown body".formatted(status));
    }
    VerbaVerdict unknown = status / 100 == 5 ? VerbaVerdict.DOWN : VerbaVerdict.NOT_FOUND;
    VerbaVerdict verdict =
        status == 401 || status == 403 ? VerbaVerdict.LOGIN : byWords(message, unknown);
    return VerbaAnswer.without(
        verdict, message.isEmpty() ? "error " + presentable(code) : presentable(message));
  }

  private static VerbaAnswer byStatus(int status, VerbaVerdict otherwise, String message) {
    return switch (status) {
      case 401, 403 ->
          VerbaAnswer.without(VerbaVerdict.LOGIN, "refused with HTTP %d".formatted(status));
      case 404 ->
          VerbaAnswer.without(
              VerbaVerdict.NO_SUCH_ADDRESS, "nothing is at this address (HTTP 404)");
      default ->
          status / 100 == 5
              ? VerbaAnswer.without(VerbaVerdict.DOWN, "HTTP %d".formatted(status))
              : VerbaAnswer.without(otherwise, message);
    };
  }

  private static VerbaVerdict byWords(String message, VerbaVerdict otherwise) {
    if (VerbaWords.isAboutLogin(message)) {
      return VerbaVerdict.LOGIN;
    }
    return VerbaWords.isAboutSeveral(message) ? VerbaVerdict.SEVERAL : otherwise;
  }

  /** An attribute of {@code Response}, else of any element. */
  private static String response(List<VerbaElement> elements, String attribute) {
    return elements.stream()
        .filter(element -> element.isNamed("Response"))
        .map(element -> element.attribute(attribute))
        .filter(value -> !value.isEmpty())
        .findFirst()
        .or(
            () ->
                elements.stream()
                    .map(element -> element.attribute(attribute))
                    .filter(value -> !value.isEmpty())
                    .findFirst())
        .orElse("");
  }

  private static String message(List<VerbaElement> elements) {
    return first(elements, "ErrorMessage", "Error", "Message")
        .orElseGet(() -> response(elements, "description"));
  }

  private static String token(List<VerbaElement> elements) {
    String token = response(elements, "token");
    return token.isEmpty() ? first(elements, "Token").orElse(null) : token;
  }

  private static String cookie(List<VerbaElement> elements) {
    return first(elements, "SessionId")
        .filter(id -> id.matches("[\\w.!~-]{1,200}"))
        .map(id -> cookieName(elements) + "=" + id)
        .orElse(null);
  }

  private static String cookieName(List<VerbaElement> elements) {
    return first(elements, "SessionCookieName")
        .filter(name -> name.matches("[\\w.-]{1,50}"))
        .orElse("JSESSIONID");
  }

  /** By the names it is known by, else the only link of all (section 4.1, rule 4). */
  private static String url(List<VerbaElement> elements) {
    Optional<String> named =
        first(elements, "CallURL", "URL").filter(link -> LINK.matcher(link).matches());
    if (named.isPresent()) {
      return named.get();
    }
    List<String> links =
        elements.stream()
            .map(VerbaElement::text)
            .filter(link -> LINK.matcher(link).matches())
            .distinct()
            .toList();
    return links.size() == 1 ? links.get(0) : null;
  }

  private static Optional<String> first(List<VerbaElement> elements, String... names) {
    for (String name : names) {
      for (VerbaElement element : elements) {
        if (element.isNamed(name) && !element.text().isEmpty()) {
          return Optional.of(element.text());
        }
      }
    }
    return Optional.empty();
  }

  /** The recorder's words for a log: short, without ids, tokens and numbers. */
  private static String presentable(String message) {
    String text = PRIVATE.matcher(message).replaceAll("…");
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }

  /** By the media type's charset, else the declaration's, else UTF-8. */
  private static String decode(byte[] body, String contentType) {
    String head = new String(body, 0, Math.min(body.length, 200), StandardCharsets.ISO_8859_1);
    String declared = head.startsWith("<?xml") ? head.substring(0, head.indexOf('>') + 1) : "";
    Charset charset =
        charset(contentType).or(() -> charset(declared)).orElse(StandardCharsets.UTF_8);
    String text = new String(body, charset);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static Optional<Charset> charset(String text) {
    Matcher named = CHARSET.matcher(text == null ? "" : text.toLowerCase(Locale.ROOT));
    try {
      return named.find() ? Optional.of(Charset.forName(named.group(1))) : Optional.empty();
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }
}
