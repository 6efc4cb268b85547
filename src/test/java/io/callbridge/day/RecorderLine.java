package io.callbridge.day;

import io.callbridge.call.Outcome;
import io.callbridge.verba.TestVerba;
import io.callbridge.verba.TestVerba.Reply;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Verba: it has recordings some time after a call, knows the ids of most calls, forgets its tokens
 * now and then, and is down for a while.
 */
final class RecorderLine implements TestVerba.FarEnd {

  static final String NAME = "tape";
  private static final String HOST = "https://recorder.example";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter QUERY = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private final Outages outages;
  private final Random random;
  private final java.time.InstantSource clock;
  private final Map<String, Tape> byId = new HashMap<>();
  private final Map<String, Tape> byCall = new HashMap<>();
  private final Set<String> tokens = new HashSet<>();
  private int logins;

  /** What went wrong on our side. */
  final List<String> offences = new ArrayList<>();

  /**
   * @param platformId null if the recorder doesn't know it
   */
  private record Tape(
      String id,
      String platformId,
      String source,
      String destination,
      Instant start,
      Instant end,
      Instant appearsAt) {

    boolean hasParty(String number) {
      return digits(source).equals(digits(number)) || digits(destination).equals(digits(number));
    }
  }

  RecorderLine(Outages outages, Random random, java.time.InstantSource clock) {
    this.outages = outages;
    this.random = random;
    this.clock = clock;
  }

  /** Whether the calls of this account are recorded here. */
  static boolean hears(String account) {
    return account.equals(BandwidthLine.PLAIN) || account.equals(VonageLine.PLAIN);
  }

  static boolean isTalk(Outcome outcome) {
    return outcome == Outcome.ANSWERED || outcome == Outcome.VOICEMAIL;
  }

  /**
   * Records the call, if it was one to be recorded. The scenario's agents talk in several calls at
   * once, so a recording that names nobody but its agent would tell nothing.
   */
  void hear(TrueCall call) {
    boolean named = random.nextInt(4) > 0;
    int late = random.nextInt(3) == 0 ? 0 : random.nextInt(600);
    if (!hears(call.account())
        || !call.recorded()
        || !isTalk(call.outcome())
        || call.lead() == null) {
      return;
    }
    String agent = call.lastRing() == null ? call.display() : call.lastRing().agent();
    var tape =
        new Tape(
            "tape-" + call.id(),
            named ? call.id() : null,
            call.isInbound() ? call.lead() : agent,
            call.isInbound() ? agent : call.lead(),
            call.endedAt().minusSeconds(call.talkSeconds()),
            call.endedAt(),
            call.endedAt().plusSeconds(late));
    byId.put(tape.id(), tape);
    byCall.put(call.id(), tape);
  }

  /** Where the call's recording is; null if it was not recorded. */
  static String link(TrueCall call) {
    return HOST + "/verba/gwtCallDetail.do?ccdrId=tape-" + call.id();
  }

  /** Whether the recorder can be asked for it by the id that the bridge posts the call under. */
  boolean isNamed(TrueCall call) {
    Tape tape = byCall.get(call.id());
    return tape != null && tape.platformId() != null && call.ids().size() == 1;
  }

  boolean isRecorded(TrueCall call) {
    return byCall.containsKey(call.id());
  }

  /** Makes all tokens expire. */
  void forgetTokens() {
    tokens.clear();
  }

  @Override
  public Optional<Reply> ask(String action, Map<String, String> parameters, String token) {
    int luck = random.nextInt(100);
    if (outages.isDown(NAME, clock.instant()) || luck == 0) {
      return Optional.empty();
    }
    if (luck == 1) {
      return Optional.of(new Reply(503, "text/html", "<html>busy</html>"));
    }
    if (luck == 2) {
      return Optional.of(new Reply(200, "text/html", "<html><body>Please log in</body></html>"));
    }
    return Optional.of(new Reply(200, "text/xml;charset=UTF-8", answer(action, parameters, token)));
  }

  private String answer(String action, Map<String, String> parameters, String token) {
    if (action.equals("RequestToken")) {
      String fresh = "token-" + ++logins;
      tokens.add(fresh);
      return "<VerbaApi><Response code='0' type='RequestToken' token='" + fresh + "'/></VerbaApi>";
    }
    if (random.nextInt(50) == 0) {
      tokens.remove(token);
    }
    if (!tokens.contains(token)) {
      return error(action, "This token is expired or never got authenticated.");
    }
    return switch (action) {
      case "GetCallID" -> callId(parameters);
      case "GetCallURL" -> callUrl(parameters);
      case "GetCallInformation" -> information(parameters);
      case "SearchCalls" -> search(parameters);
      default -> {
        offences.add("asked for an unknown " + action);
        yield error(action, "Unknown action");
      }
    };
  }

  private String callId(Map<String, String> parameters) {
    String wanted = parameters.get("platformCallID");
    return only("GetCallID", tape -> wanted != null && wanted.equals(tape.platformId()))
        .map(tape -> ok("GetCallID", "<CallID>" + tape.id() + "</CallID>"))
        .orElseGet(() -> error("GetCallID", "No call matches the request."));
  }

  private String callUrl(Map<String, String> parameters) {
    return find("GetCallURL", parameters)
        .map(
            tape ->
                ok(
                    "GetCallURL",
                    "<CallURL>"
                        + HOST
                        + "/verba/gwtCallDetail.do?ccdrId="
                        + tape.id()
                        + "</CallURL>"))
        .orElseGet(() -> error("GetCallURL", "No call matches the request."));
  }

  private String information(Map<String, String> parameters) {
    return find("GetCallInformation", parameters)
        .map(tape -> ok("GetCallInformation", describe(tape)))
        .orElseGet(() -> error("GetCallInformation", "No call matches the request."));
  }

  private String search(Map<String, String> parameters) {
    Instant from = time(parameters.get("start"));
    Instant to = time(parameters.get("end"));
    return ok(
        "SearchCalls",
        visible()
            .filter(tape -> !tape.start().isBefore(from) && !tape.start().isAfter(to))
            .filter(tape -> tape.hasParty(parameters.get("anynum")))
            .map(RecorderLine::describe)
            .collect(Collectors.joining("", "<verbacdrlist>", "</verbacdrlist>")));
  }

  private Optional<Tape> find(String action, Map<String, String> parameters) {
    String id = parameters.get("callID");
    if (id != null) {
      return only(action, tape -> tape.id().equals(id));
    }
    String number = parameters.get("extension");
    return visible()
        .filter(tape -> tape.hasParty(number))
        .max(Comparator.comparing(Tape::end).thenComparing(Tape::id));
  }

  private Optional<Tape> only(String action, Predicate<Tape> wanted) {
    List<Tape> found = visible().filter(wanted).toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  private java.util.stream.Stream<Tape> visible() {
    Instant now = clock.instant();
    return byId.values().stream()
        .filter(tape -> !tape.appearsAt().isAfter(now))
        .sorted(Comparator.comparing(Tape::start).thenComparing(Tape::id));
  }

  private static String describe(Tape tape) {
    return """
        <verbacdr state="1"><ccdr_id>%s</ccdr_id><platform_call_id>%s</platform_call_id>
        <source_caller_id>%s</source_caller_id><destination_caller_id>%s</destination_caller_id>
        <start_time>%s</start_time><end_time>%s</end_time><secondary>0</secondary></verbacdr>
        """
        .formatted(
            tape.id(),
            tape.platformId() == null ? "" : tape.platformId(),
            tape.source(),
            tape.destination(),
            TIME.format(tape.start()),
            TIME.format(tape.end()));
  }

  private static String ok(String action, String payload) {
    return "<VerbaApi><Response code=\"0\" type=\"" + action + "\"/>" + payload + "</VerbaApi>";
  }

  private static String error(String action, String message) {
    return "<VerbaApi><Response code=\"2\" type=\"%s\"><ErrorMessage>%s</ErrorMessage></Response></VerbaApi>"
        .formatted(action, message);
  }

  private static Instant time(String local) {
    return LocalDateTime.parse(local, QUERY).toInstant(ZoneOffset.UTC);
  }

  private static String digits(String number) {
    return number.replace("+", "");
  }
}
