package io.callbridge.declared;

import static io.callbridge.declared.DeclaredSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.callbridge.call.CallEvent;
import io.callbridge.call.RefusedSenderException;
import io.callbridge.call.UnknownAccountException;
import io.callbridge.call.UnreadableEventException;
import io.callbridge.call.UnsupportedMediaTypeException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever a table says and a body holds, nothing is thrown but what the routes expect. */
class DeclaredPropertyTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, Providers> READ = new HashMap<>();
  private static final List<String> FIELDS =
      List.of("id", "parent", "no", "state", "way", "from", "to", "at", "length", "tape");

  @Property(tries = 500)
  void neverThrowsAnythingButItsOwnErrors(
      @ForAll("tables") String table,
      @ForAll("fields") Map<String, Object> fields,
      @ForAll("mediaTypes") String mediaType)
      throws Exception {
    Providers providers = providers(table);
    byte[] body = table.contains("body: json") ? JSON.writeValueAsBytes(fields) : form(fields);
    assertOwn(() -> readAndCheck(providers, mediaType, body));
  }

  @Property(tries = 500)
  void neverThrowsAnythingElseForAnyBytes(
      @ForAll("tables") String table, @ForAll byte[] body, @ForAll("mediaTypes") String mediaType) {
    Providers providers = providers(table);
    assertOwn(() -> readAndCheck(providers, mediaType, body));
  }

  /** Reading settings takes longer than all else here. */
  private static Providers providers(String table) {
    return READ.computeIfAbsent(table, DeclaredSamples::of);
  }

  private static void readAndCheck(Providers providers, String mediaType, byte[] body) {
    CallEvent event =
        new DeclaredTranslator(providers, () -> NOW).toCallEvent("acme", "main", mediaType, body);
    assertThat(event.eventKey()).isNotBlank().hasSizeLessThanOrEqualTo(200);
    assertThat(event.key().callId()).hasSizeLessThanOrEqualTo(200);
  }

  @Property(tries = 500)
  void checksAnySender(@ForAll("tables") String table, @ForAll String shown, @ForAll byte[] body) {
    var credentials = new DeclaredCredentials(providers(table));
    assertOwn(
        () ->
            credentials.check(
                "acme", "/" + shown + "/main/events", shown, Map.of("X-Sign", shown), body));
  }

  private static void assertOwn(Runnable reading) {
    try {
      reading.run();
    } catch (UnreadableEventException
        | UnsupportedMediaTypeException
        | RefusedSenderException
        | UnknownAccountException own) {
      assertThat(own.getMessage()).isNotBlank();
    }
  }

  private static byte[] form(Map<String, Object> fields) {
    return fields.entrySet().stream()
        .map(
            field ->
                field.getKey()
                    + "="
                    + URLEncoder.encode(String.valueOf(field.getValue()), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"))
        .getBytes(StandardCharsets.UTF_8);
  }

  @Provide
  Arbitrary<String> tables() {
    return Combinators.combine(
            Arbitraries.of("form", "json"),
            Arbitraries.of(
                "scheme: none", "scheme: basic", "scheme: secret", "scheme: hmac, header: X-Sign"),
            Arbitraries.of(
                "auto", "seconds", "milliseconds", "dd.MM.uuuu HH:mm", "uuuu-MM-dd'T'HH:mm:ssXXX"),
            Arbitraries.of("seconds", "milliseconds"),
            Arbitraries.of("[]", "[%1$sid, %1$sno]", "[%1$sstate]"))
        .as(
            (body, sender, format, unit, key) ->
                """
                acme:
                  body: %2$s
                  sender: { %3$s }
                  event-key: %6$s
                  call-id: "%1$sid"
                  parent-call-id: "%1$sparent"
                  sequence: "%1$sno"
                  status: { from: "%1$sstate", answers: [up], ends: { answered: [done], busy: [busy] } }
                  direction: { from: "%1$sway", inbound: [in], outbound: [out], default: inbound }
                  parties:
                    inbound: { lead: "%1$sfrom", agent: "%1$sto" }
                    outbound: { lead: "%1$sto", display: "%1$sfrom" }
                  stated-at: { from: "%1$sat", format: "%4$s" }
                  ended-at: "%1$sat"
                  talk-seconds: { from: "%1$slength", unit: %5$s }
                  recording-url: "%1$stape"
                  accounts:
                    main: { crm: main, secret: s, username: u, password: p }
                """
                    .formatted(
                        body.equals("json") ? "/" : "",
                        body,
                        sender,
                        format,
                        unit,
                        key.formatted(body.equals("json") ? "/" : "")));
  }

  @Provide
  Arbitrary<Map<String, Object>> fields() {
    Arbitrary<Object> values =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(300).map(text -> text),
            Arbitraries.of(
                "done",
                "busy",
                "in",
                "out",
                "c-1",
                "2026-03-03T16:22:41Z",
                "03.03.2026 16:22",
                "1772554871",
                "999999999999999999",
                "-1",
                "0",
                "1e999999999",
                "sip:@",
                "https://[::1",
                "+1202555014319"),
            Arbitraries.longs().map(number -> number),
            Arbitraries.doubles().map(number -> number),
            Arbitraries.bigDecimals().map(number -> number.scaleByPowerOfTen(100_000)),
            Arbitraries.of(true, false).map(flag -> flag),
            Arbitraries.of(List.of(1, "two"), Map.of("a", List.of())));
    return Arbitraries.maps(Arbitraries.of(FIELDS), values.injectNull(0.05))
        .ofMaxSize(FIELDS.size());
  }

  @Provide
  Arbitrary<String> mediaTypes() {
    return Arbitraries.frequencyOf(
        Tuple.of(5, Arbitraries.of("application/json", DeclaredSamples.FORM)),
        Tuple.of(1, Arbitraries.strings().injectNull(0.2)));
  }
}
