package io.callbridge.broadbanddynamics;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.callbridge.FullApplication;
import io.callbridge.Samples;
import io.callbridge.broadbanddynamics.BroadbandDynamicsPath.Parameters;
import io.callbridge.call.CallEvent;
import io.callbridge.call.Direction;
import io.callbridge.call.Outcome;
import io.callbridge.call.UnreadableEventException;
import io.callbridge.call.UnsupportedMediaTypeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * From a body's bytes to a call event, through the route, which alone says how each media type is
 * read.
 */
@FullApplication
class BroadbandDynamicsReadingTest {

  private static final String JSON = "application/json";
  private static final String XML = "application/xml";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String NAMESPACE =
      "xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\""
          + " xmlns=\"http://schemas.datacontract.org/2004/07/MA.Routing.Data.Models.BroadbandDynamics\"";

  @Autowired ProducerTemplate camel;

  static Stream<Arguments> samples() {
    String flow = "BB7f0c2d1e9a4b4c0e8d51a6c0f3e2b901";
    String outOfOrder = "BB0a0b0c0d0e0f10111213141516171819";
    return Stream.of(
        sample("flow-1-initiated.json", flow, "initiated", null, 0, null, "16:21:20", "16:21:20"),
        sample("flow-2-ringing.json", flow, "ringing", null, 1, null, "16:21:22", "16:21:20"),
        sample(
            "flow-3-in-progress.json", flow, "in-progress", null, 2, null, "16:21:28", "16:21:20"),
        sample(
            "flow-4-completed.json",
            flow,
            "completed",
            Outcome.ANSWERED,
            3,
            73,
            "16:22:41",
            "16:21:20"),
        sample("completed.xml", flow, "completed", Outcome.ANSWERED, 3, 73, "16:22:41", "16:21:20"),
        sample(
            "completed.form.txt",
            flow,
            "completed",
            Outcome.ANSWERED,
            3,
            73,
            "16:22:41",
            "16:21:20"),
        sample(
            "completed-no-namespace.xml",
            "BB99990000aaaabbbbccccddddeeeeffff",
            "completed",
            Outcome.ANSWERED,
            0,
            null,
            null,
            null),
        sample(
            "no-answer-nil-fields.xml",
            "BB11112222333344445555666677778888",
            "no-answer",
            Outcome.NO_ANSWER,
            2,
            null,
            "17:05:09",
            null),
        sample(
            "out-of-order-1-completed-seq3.json",
            outOfOrder,
            "completed",
            Outcome.ANSWERED,
            3,
            12,
            "19:00:30",
            "19:00:10"),
        sample(
            "out-of-order-2-ringing-seq1.json",
            outOfOrder,
            "ringing",
            null,
            1,
            null,
            "19:00:12",
            "19:00:10"),
        sample(
            "out-of-order-3-duplicate-of-1.json",
            outOfOrder,
            "completed",
            Outcome.ANSWERED,
            3,
            12,
            "19:00:30",
            "19:00:10"),
        sample(
            "missing-optional.json",
            "BB22223333444455556666777788889999",
            "completed",
            Outcome.ANSWERED,
            0,
            null,
            null,
            null),
        sample(
            "missing-callsid.json",
            "req-1",
            "no-answer",
            Outcome.NO_ANSWER,
            2,
            null,
            "16:40:00",
            null),
        sample(
            "null-members.json",
            "BBcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd",
            "failed",
            Outcome.FAILED,
            0,
            null,
            null,
            null),
        sample(
            "empty-object.json",
            "req-1",
            "",
            null,
            0,
            null,
            null,
            null,
            "CallStatus is not known: none"),
        sample(
            "unknown-status.json",
            "BB33334444555566667777888899990000",
            "transferred-to-moon",
            null,
            2,
            null,
            "16:30:00",
            "16:21:20",
            "CallStatus is not known: transferred-to-moon"),
        sample(
            "pascal-case.json",
            "BB44445555666677778888999900001111",
            "completed",
            Outcome.ANSWERED,
            3,
            5,
            "16:22:41",
            null),
        sample(
            "text-numbers.json",
            "BB55556666777788889999000011112222",
            "completed",
            Outcome.ANSWERED,
            7,
            42,
            "16:22:41",
            null),
        sample(
            "unicode.json",
            "BB66667777888899990000111122223333",
            "completed",
            Outcome.ANSWERED,
            3,
            31,
            "16:22:41",
            "16:21:20"),
        sample(
            "huge-numbers.json",
            "BB77778888999900001111222233334444",
            "completed",
            Outcome.ANSWERED,
            0,
            null,
            "16:22:41",
            null,
            "SequenceNumber is not usable: 2147483648",
            "CallDuration is not usable: 9223372036854775808"),
        sample(
            "negative-duration.json",
            "BB88889999000011112222333344445555",
            "completed",
            Outcome.ANSWERED,
            3,
            null,
            "16:22:41",
            "16:21:20",
            "CallDuration is not usable: -1"));
  }

  private static Arguments sample(
      String file,
      String callId,
      String status,
      Outcome outcome,
      long sequence,
      Integer talkSeconds,
      String statedAt,
      String createdAt,
      String... warnings) {
    return Arguments.of(
        file,
        callId,
        status,
        outcome,
        sequence,
        talkSeconds,
        at(statedAt),
        at(createdAt),
        List.of(warnings));
  }

  private static Instant at(String time) {
    return time == null ? null : Instant.parse("2026-03-03T" + time + "Z");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void readsEverySample(
      String file,
      String callId,
      String status,
      Outcome outcome,
      long sequence,
      Integer talkSeconds,
      Instant statedAt,
      Instant createdAt,
      List<String> warnings) {
    String mediaType = file.endsWith(".xml") ? XML : file.endsWith(".form.txt") ? FORM : JSON;

    CallEvent event = read(mediaType, Samples.bytes("broadband-dynamics/" + file));

    assertThat(event.key()).hasToString("broadband-dynamics/default/" + callId);
    assertThat(event.eventKey()).isEqualTo(callId + ":" + sequence + ":" + status);
    assertThat(event.status()).isEqualTo(status);
    assertThat(event.outcome()).isEqualTo(outcome);
    assertThat(event.sequence()).isEqualTo(sequence);
    assertThat(event.talkSeconds()).isEqualTo(talkSeconds);
    assertThat(event.statedAt()).isEqualTo(statedAt);
    assertThat(event.createdAt()).isEqualTo(createdAt);
    assertThat(event.answeredAt()).isEqualTo(status.equals("in-progress") ? statedAt : null);
    assertThat(event.endedAt()).isEqualTo(outcome == null ? null : statedAt);
    assertThat(event.direction()).isEqualTo(Direction.OUTBOUND);
    assertThat(event.leadNumber()).isEqualTo("+12025550143");
    assertThat(event.agentNumber()).isNull();
    assertThat(event.recordingUrl()).isNull();
    assertThat(event.warnings()).isEqualTo(warnings);
  }

  @Test
  void hasAnExpectationForEverySample() {
    assertThat(samples().map(sample -> (String) sample.get()[0]))
        .containsExactlyInAnyOrderElementsOf(
            Samples.of("broadband-dynamics").stream()
                .filter(file -> !file.startsWith("malformed") && !file.startsWith("doctype"))
                .toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"callSid\": \"a\", \"callStatus\": \"busy\"}",
        "{\"CallSid\": \"a\", \"CallStatus\": \"BUSY\"}",
        "{\"CALLSID\": \"a\", \"callstatus\": \" Busy \"}",
        "{\"cAlLsId\": \"a\", \"CallSTATUS\": \"bUSY\", \"from\": {\"x\": [1]}}",
        "{\"extra\": [[[{}]]], \"callSid\": \"a\", \"callStatus\": \"busy\", \"AccountSid\": 1.5e3}",
        "\n\t {\"callSid\": \"a\", \"callStatus\": \"busy\"} \r\n",
        "{\"callSid\": \"b\", \"callStatus\": \"busy\", \"callSid\": \"a\"}",
      })
  void readsJsonNamesInAnyCaseAndIgnoresWhatItDoesNotKnow(String body) {
    CallEvent event = read(JSON, body);

    assertThat(event.key().callId()).isEqualTo("a");
    assertThat(event.outcome()).isEqualTo(Outcome.BUSY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "73 | 3 | 73 | 3",
        "'\"73\"' | '\"3\"' | 73 | 3",
        "'\" 73 \"' | '\" 3 \"' | 73 | 3",
        "73.0 | 3 | 73 | 3",
        "0 | 0 | 0 | 0",
        "'\"\"' | '\"\"' | | 0",
        "null | null | | 0",
        "604800 | 2147483647 | 604800 | 2147483647",
      })
  void readsNumbersQuotedOrNot(String duration, String sequence, Integer seconds, long expected) {
    CallEvent event = read(JSON, json(duration, sequence));

    assertThat(event.talkSeconds()).isEqualTo(seconds);
    assertThat(event.sequence()).isEqualTo(expected);
    assertThat(event.warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "604801",
        "73.5",
        "7.3e1",
        "2147483648",
        "\"x\"",
        "true",
        "99999999999999999999999",
        "\"7 3\"",
        "1e999999999"
      })
  void takesNoDurationFromAnythingElseAndSaysSo(String duration) {
    CallEvent event = read(JSON, json(duration, "3"));

    assertThat(event.outcome()).isEqualTo(Outcome.ANSWERED);
    assertThat(event.talkSeconds()).isNull();
    assertThat(event.warnings())
        .containsExactly("CallDuration is not usable: " + duration.replace("\"", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "2147483648", "3.5", "\"three\"", "true", "-99999999999999999999"})
  void takesNoSequenceNumberFromAnythingElseAndSaysSo(String sequence) {
    CallEvent event = read(JSON, json("73", sequence));

    assertThat(event.talkSeconds()).isEqualTo(73);
    assertThat(event.sequence()).isZero();
    assertThat(event.warnings())
        .containsExactly("SequenceNumber is not usable: " + sequence.replace("\"", ""));
  }

  @Test
  void cutsAnUnusableValueInTheWarning() {
    CallEvent event = read(JSON, json("9".repeat(900), "3"));

    assertThat(event.warnings())
        .containsExactly("CallDuration is not usable: " + "9".repeat(60) + "…");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12345 | 12345",
        "true | true",
        "1.50 | 1.50",
        "{\"id\": \"a\"} | req-1",
        "[\"a\", \"b\"] | req-1",
        "null | req-1",
        "'\"  \"' | req-1",
        "'\" a \"' | a",
      })
  void takesAnyPlainValueAsText(String callSid, String expected) {
    CallEvent event = read(JSON, "{\"callSid\": %s, \"callStatus\": \"busy\"}".formatted(callSid));

    assertThat(event.key().callId()).isEqualTo(expected);
    assertThat(event.outcome()).isEqualTo(Outcome.BUSY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "[{\"callSid\": \"a\"}]",
        "\"completed\"",
        "42",
        "true",
        "   ",
        "{",
        "{\"callSid\": \"a\"",
        "{\"callSid\": \"a\",}",
        "{\"callSid\": \"a\"} x",
        "{\"callSid\": \"a\"}{\"callSid\": \"b\"}",
        "{\"callSid\": \"a\"}]",
        "{'callSid': 'a'}",
        "{callSid: \"a\"}",
        "{\"callSid\": NaN}",
        "{\"callSid\": 007}",
        "{\"callSid\": \"a\nb\"}",
        "{/* hello */}",
        "<BbdApiCallStatusRequest/>",
        "CallSid=a&CallStatus=busy",
      })
  void refusesWhatIsNoJsonObject(String body) {
    assertThat(failure(JSON, body.getBytes(UTF_8)))
        .isInstanceOfAny(IOException.class, UnreadableEventException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {JSON, "text/json", XML, "text/xml", FORM})
  void refusesAnEmptyBody(String mediaType) {
    assertThat(failure(mediaType, new byte[0]))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessage("the body is empty");
    assertThat(failure(mediaType, null))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessage("the body is empty");
  }

  @Test
  void refusesJsonNestedTooDeep() {
    String deep = "{\"x\": %s}".formatted("[".repeat(30_000) + "]".repeat(30_000));

    assertThat(failure(JSON, deep.getBytes(UTF_8))).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "isVoceCall",
    "IsVoceCall",
    "isVoiceCall",
    "IsVoiceCall",
    "ISVOICECALL",
  })
  void knowsTheMisspeltNameAndTheRightOne(String name) {
    CallEvent event =
        read(JSON, "{\"callSid\": \"a\", \"callStatus\": \"busy\", \"%s\": true}".formatted(name));

    assertThat(event.outcome()).isEqualTo(Outcome.BUSY);
    assertThat(event.warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<BbdApiCallStatusRequest %s><CallSid>a</CallSid><CallStatus>busy</CallStatus></BbdApiCallStatusRequest>",
        "<BbdApiCallStatusRequest %s><CallStatus>busy</CallStatus><CallSid>a</CallSid></BbdApiCallStatusRequest>",
        "<?xml version=\"1.0\"?><BbdApiCallStatusRequest><CallSid>a</CallSid><CallStatus>busy</CallStatus></BbdApiCallStatusRequest>",
        "<m:BbdApiCallStatusRequest xmlns:m=\"urn:any\"><m:CallSid>a</m:CallSid><m:CallStatus>busy</m:CallStatus></m:BbdApiCallStatusRequest>",
        "<BbdApiCallStatusRequest %s><CallSid><![CDATA[a]]></CallSid><Extra><CallSid>b</CallSid></Extra><CallStatus>&#98;usy</CallStatus></BbdApiCallStatusRequest>",
        "<!-- hello --><BbdApiCallStatusRequest %s>\n <CallSid> a </CallSid><!-- x --><CallDuration i:nil=\"true\"/><CallStatus>busy</CallStatus></BbdApiCallStatusRequest>\n<!-- bye -->\n",
        "<BbdApiCallStatusRequest %s><CallSid>a</CallSid><CallStatus>busy</CallStatus><CallStatus2>no</CallStatus2><callstatus>failed</callstatus></BbdApiCallStatusRequest>",
      })
  void readsXmlInAnyOrderWithAnyNamespaceOrNone(String body) {
    for (String mediaType : List.of(XML, "text/xml", "text/xml; charset=utf-8", "TEXT/XML")) {
      CallEvent event =
          read(
              mediaType,
              body.contains("i:nil") || body.contains("%s") ? body.formatted(NAMESPACE) : body);

      assertThat(event.key().callId()).isEqualTo("a");
      assertThat(event.outcome()).isEqualTo(Outcome.BUSY);
      assertThat(event.warnings()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<BbdApiCallStatusRequest/>",
        "<BbdApiCallStatusRequest></BbdApiCallStatusRequest>",
        "<BbdApiCallStatusRequest> \n </BbdApiCallStatusRequest>",
        "<BbdApiCallStatusRequest><callsid>a</callsid></BbdApiCallStatusRequest>",
      })
  void takesAnXmlBodyThatSaysNothingLikeAnEmptyObject(String body) {
    CallEvent event = read(XML, body);

    assertThat(event.eventKey()).isEqualTo("req-1:0:");
    assertThat(event.isFinal()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<BbdApiCallStatusRequest>",
        "<BbdApiCallStatusRequest><CallSid>a</BbdApiCallStatusRequest>",
        "<BbdApiCallStatusRequest><CallSid>a</CallSid></BbdApiCallStatusRequest>garbage",
        "<BbdApiCallStatusRequest><CallSid>a</CallSid></BbdApiCallStatusRequest><BbdApiCallStatusRequest/>",
        "<BbdApiCallStatusRequest><CallSid>&undeclared;</CallSid></BbdApiCallStatusRequest>",
        "<BbdApiCallStatusRequest><CallSid>a & b</CallSid></BbdApiCallStatusRequest>",
        "<BbdApiCallStatusRequest><CallSid>a\u0001</CallSid></BbdApiCallStatusRequest>",
        "<BbdApiCallStatusRequest><CallSid>&#0;</CallSid></BbdApiCallStatusRequest>",
        "<BbdApiCallStatusRequest><p:CallSid>a</p:CallSid></BbdApiCallStatusRequest>",
        "<Other><CallSid>a</CallSid><CallStatus>completed</CallStatus></Other>",
        "<bbdapicallstatusrequest/>",
        "<Envelope><BbdApiCallStatusRequest><CallSid>a</CallSid></BbdApiCallStatusRequest></Envelope>",
        "text",
        "{\"callSid\": \"a\"}",
        "   ",
        "<?xml version=\"1.0\"?>",
        "<?xml version=\"1.0\" encoding=\"none-such\"?><BbdApiCallStatusRequest/>",
      })
  void refusesWhatIsNotTheXmlOfTheContract(String body) {
    assertThat(failure(XML, body.getBytes(UTF_8)))
        .isInstanceOfAny(IOException.class, UnreadableEventException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE BbdApiCallStatusRequest>",
        "<!DOCTYPE BbdApiCallStatusRequest [ <!ENTITY e \"completed\"> ]>",
        "<!DOCTYPE BbdApiCallStatusRequest SYSTEM \"file:///etc/passwd\">",
        "<!DOCTYPE BbdApiCallStatusRequest PUBLIC \"x\" \"http://127.0.0.1:1/x.dtd\">",
        "<!DOCTYPE b [ <!ENTITY e SYSTEM \"file:///etc/passwd\"> ]>",
        "<!DOCTYPE b [ <!ENTITY a \"aaaaaaaaaa\"> <!ENTITY b \"&a;&a;&a;&a;&a;&a;\"> <!ENTITY e \"&b;&b;&b;&b;\"> ]>",
        "<!DOCTYPE b [ <!ENTITY % p SYSTEM \"http://127.0.0.1:1/p\"> %p; ]>",
      })
  void refusesAnyDoctype(String doctype) {
    String body =
        "<?xml version=\"1.0\"?>%s<BbdApiCallStatusRequest><CallSid>a</CallSid><CallStatus>busy</CallStatus></BbdApiCallStatusRequest>"
            .formatted(doctype);

    assertThat(failure(XML, body.getBytes(UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a DOCTYPE is not accepted");
    assertThat(failure("text/xml; charset=utf-8", body.getBytes(UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a DOCTYPE is not accepted");
  }

  @Test
  void refusesTheSampleWithADoctype() {
    assertThat(failure(XML, Samples.bytes("broadband-dynamics/doctype-must-be-rejected.xml.txt")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a DOCTYPE is not accepted");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CallSid=a&CallStatus=busy",
        "CallSid=a&CallStatus=busy\r\n",
        "callsid=a&CALLSTATUS=Busy",
        "CallStatus=b%75sy&CallSid=%61&Unknown=%26%3D&To=",
        "CallSid=+a+&CallStatus=busy&x==&=y",
      })
  void readsForms(String body) {
    for (String mediaType : List.of(FORM, FORM + "; charset=UTF-8", FORM.toUpperCase())) {
      CallEvent event = read(mediaType, body);

      assertThat(event.key().callId()).isEqualTo("a");
      assertThat(event.outcome()).isEqualTo(Outcome.BUSY);
      assertThat(event.leadNumber()).isEqualTo("+12025550143");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%2B12025550199 | +12025550199",
        "+12025550199 | +12025550199",
        "2025550199 | +12025550199",
        "sip%3A%2B12025550199%40host.example | +12025550199",
        "anonymous | +12025550143",
      })
  void readsTheNumberOfAForm(String to, String expected) {
    assertThat(read(FORM, "CallSid=a&CallStatus=busy&To=" + to).leadNumber()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"CallSid", "{\"callSid\":\"a\"}", "CallSid=%zz", "CallSid=%4", " ", "a=b&&c=d"})
  void refusesWhatIsNoForm(String body) {
    assertThat(failure(FORM, body.getBytes(UTF_8))).isInstanceOf(UnreadableEventException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/octet-stream",
        "multipart/form-data; boundary=x",
        "",
        "  ",
        "json",
        "application/json/x",
        "application/*",
        "*/*",
        "application/problem+json"
      })
  void refusesOtherMediaTypes(String mediaType) {
    assertThat(failure(mediaType, "{}".getBytes(UTF_8)))
        .isInstanceOf(UnsupportedMediaTypeException.class);
  }

  @Test
  void refusesABodyWithoutAMediaType() {
    assertThat(failure(null, "{}".getBytes(UTF_8)))
        .isInstanceOf(UnsupportedMediaTypeException.class);
  }

  static Stream<Arguments> charsets() {
    String json = "{\"callSid\": \"é\", \"callStatus\": \"busy\"}";
    String elements =
        "<BbdApiCallStatusRequest><CallSid>é</CallSid><CallStatus>busy</CallStatus></BbdApiCallStatusRequest>";
    String declared = "<?xml version=\"1.0\" encoding=\"%s\"?>" + elements;
    return Stream.of(
        Arguments.of(JSON, json, UTF_8),
        Arguments.of(JSON + ";charset=UTF-8", json, UTF_8),
        Arguments.of(JSON + "; charset=\"utf-8\"", json, UTF_8),
        Arguments.of(JSON + "; Charset=utf8", json, UTF_8),
        Arguments.of(JSON + "; charset=iso-8859-1", json, ISO_8859_1),
        Arguments.of(JSON + "; charset=utf-16", json, UTF_16),
        Arguments.of(JSON + "; charset=windows-1252; x=y", json, Charset.forName("windows-1252")),
        Arguments.of(XML, elements, UTF_8),
        Arguments.of(XML, declared.formatted("iso-8859-1"), ISO_8859_1),
        Arguments.of(XML, declared.formatted("utf-16"), UTF_16),
        Arguments.of(XML + "; charset=iso-8859-1", elements, ISO_8859_1),
        Arguments.of(XML + "; charset=iso-8859-1", declared.formatted("utf-8"), ISO_8859_1),
        Arguments.of(FORM, "CallSid=é&CallStatus=busy", UTF_8),
        Arguments.of(FORM, "CallSid=%C3%A9&CallStatus=busy", UTF_8),
        Arguments.of(FORM + "; charset=iso-8859-1", "CallSid=é&CallStatus=busy", ISO_8859_1),
        Arguments.of(FORM + "; charset=iso-8859-1", "CallSid=%E9&CallStatus=busy", ISO_8859_1));
  }

  @ParameterizedTest
  @MethodSource("charsets")
  void readsTheCharsetThatTheMediaTypeOrTheXmlNames(
      String mediaType, String body, Charset charset) {
    assertThat(read(mediaType, body.getBytes(charset)).key().callId()).isEqualTo("é");
  }

  @ParameterizedTest
  @ValueSource(strings = {JSON, XML, XML + "; charset=utf-8", FORM})
  void skipsAByteOrderMark(String mediaType) {
    String body =
        mediaType.startsWith(XML)
            ? "<BbdApiCallStatusRequest><CallSid>a</CallSid></BbdApiCallStatusRequest>"
            : mediaType.equals(FORM) ? "CallSid=a" : "{\"callSid\": \"a\"}";

    assertThat(read(mediaType, "\uFEFF" + body).key().callId()).isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {JSON, XML, XML + "; charset=utf-8", FORM})
  void refusesBytesThatAreNotTheirCharset(String mediaType) {
    String body =
        mediaType.startsWith(XML)
            ? "<BbdApiCallStatusRequest><CallSid>é</CallSid></BbdApiCallStatusRequest>"
            : mediaType.equals(FORM) ? "CallSid=é" : "{\"callSid\": \"é\"}";

    assertThat(failure(mediaType, body.getBytes(ISO_8859_1)))
        .isInstanceOfAny(IOException.class, UnreadableEventException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {JSON, XML, FORM})
  void refusesABodyThatIsAByteOrderMarkAndNothingElse(String mediaType) {
    byte[] mark = {(byte) 0xFE, (byte) 0xFF};

    assertThat(failure(mediaType + "; charset=utf-16", mark))
        .isInstanceOfAny(IOException.class, UnreadableEventException.class);
  }

  @Test
  void refusesAnUnknownCharset() {
    assertThat(failure(JSON + "; charset=klingon-1", "{}".getBytes(UTF_8)))
        .isInstanceOf(UnsupportedMediaTypeException.class);
  }

  /** Whatever comes, it is read or refused, and never our own fault. */
  @Test
  void readsOrRefusesDamagedBodies() {
    var random = new Random(20260303);
    for (String file : Samples.of("broadband-dynamics")) {
      String mediaType = file.contains(".xml") ? XML : file.contains(".form") ? FORM : JSON;
      for (int i = 0; i < 150; i++) {
        byte[] damaged = damaged(Samples.bytes("broadband-dynamics/" + file), random);
        Exchange exchange = translate(mediaType, damaged);
        if (exchange.getException() != null) {
          assertThat(exchange.getException())
              .as("%s: %s", file, new String(damaged, UTF_8))
              .isInstanceOfAny(IOException.class, UnreadableEventException.class);
        }
      }
    }
  }

  private static byte[] damaged(byte[] body, Random random) {
    byte[] bytes = body.clone();
    int start = random.nextInt(bytes.length);
    switch (random.nextInt(4)) {
      case 0:
        return Arrays.copyOf(bytes, start);
      case 1:
        bytes[start] = (byte) random.nextInt(256);
        return bytes;
      case 2:
        bytes[start] = (byte) "<>&;\"'{}[]:,=%\\/!".charAt(random.nextInt(17));
        return bytes;
      default:
        var twice = new ByteArrayOutputStream();
        twice.write(bytes, 0, start);
        int from = random.nextInt(bytes.length);
        twice.write(bytes, from, bytes.length - from);
        return twice.toByteArray();
    }
  }

  private static String json(String duration, String sequence) {
    return "{\"callStatus\": \"completed\", \"callDuration\": %s, \"sequenceNumber\": %s}"
        .formatted(duration, sequence);
  }

  private CallEvent read(String mediaType, String body) {
    return read(mediaType, body.getBytes(UTF_8));
  }

  private CallEvent read(String mediaType, byte[] body) {
    Exchange exchange = translate(mediaType, body);
    assertThat(exchange.getException()).isNull();
    return exchange.getMessage().getBody(CallEvent.class);
  }

  private Exception failure(String mediaType, byte[] body) {
    return translate(mediaType, body).getException();
  }

  private Exchange translate(String mediaType, byte[] body) {
    return camel.request(
        "direct:broadband-dynamics-translate-call-status",
        exchange -> {
          exchange.setVariable("media-type", mediaType);
          exchange.setVariable("raw-body", body);
          exchange.setVariable("path", new Parameters("req-1", "+12025550143"));
          exchange.setVariable("account", "default");
        });
  }
}
