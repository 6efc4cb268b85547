package io.callbridge.verba;

import static io.callbridge.verba.ARecorder.answer;
import static io.callbridge.verba.ARecorder.sample;
import static org.assertj.core.api.Assertions.assertThat;

import io.callbridge.call.Direction;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerbaAnswersTest {

  @ParameterizedTest
  @ValueSource(strings = {"getcallurl-success.xml", "getcallurl-success.text.txt"})
  void findsTheLink(String sample) {
    assertThat(sample(sample).link()).contains(ARecorder.LINK);
  }

  @Test
  void decodesALinkOnce() {
    assertThat(sample("getcallurl-success-escaped-ampersand.xml").link())
        .contains(ARecorder.LINK + "&lang=en&x=%26");
  }

  @Test
  void isOkWithoutALink() {
    VerbaAnswer answer = sample("getcallurl-success-without-url.xml");

    assertThat(answer.isOk()).isTrue();
    assertThat(answer.link()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "getcallurl-error-not-found.xml, NOT_FOUND, the call cannot be found",
    "getcallurl-error.text.txt, NOT_FOUND, The call cannot be found.",
    "getcallurl-error-several-records.xml, SEVERAL, More than one call",
    "getcallurl-error-attribute-only.xml, NOT_FOUND, Processing Error",
    "getcallurl-error-code-not-numeric.xml, NOT_FOUND, Bad",
    "getcallurl-error-unknown-code.xml, NOT_FOUND, Außergewöhnlicher Fehler – 予期しないエラー",
    "error-token-expired.xml, LOGIN, The token is expired",
    "requesttoken-error.xml, LOGIN, Authentication failed.",
    "error-login-page.html, LOGIN_PAGE, a page for people",
    "getcallurl-success.html, LOGIN_PAGE, a page for people",
  })
  void tellsErrorsApart(String sample, VerbaVerdict verdict, String message) {
    VerbaAnswer answer = sample(sample);

    assertThat(answer.verdict()).isEqualTo(verdict);
    assertThat(answer.message()).contains(message);
    assertThat(answer.link()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"requesttoken-success.xml", "requesttoken-success-sibling-layout.xml"})
  void findsTheTokenAndItsSession(String sample) {
    VerbaAnswer answer = sample(sample);

    assertThat(answer.token()).isEqualTo("5a0d8c52-91f4-4b27-9c06-0e1b7d2f6a33");
    assertThat(answer.cookie()).isEqualTo("JSESSIONID=8F1C0B7A64D24E1E9B");
  }

  @Test
  void findsACallId() {
    assertThat(sample("getcallid-success.xml").id()).contains(ARecorder.ID);
  }

  @Test
  void needsNothingFromKeepCall() {
    assertThat(sample("keepcall-success.xml").isOk()).isTrue();
  }

  @Test
  void readsAFinishedCall() {
    assertThat(sample("getcallinformation-success.xml").calls())
        .containsExactly(
            new VerbaCallInformation(
                ARecorder.ID,
                "NAT-3f0a5b1e",
                "c-5b1f0c7e",
                "+12025550143",
                "2002",
                Instant.parse("2026-03-03T16:21:27.950Z"),
                Instant.parse("2026-03-03T16:22:41.120Z"),
                Direction.UNKNOWN,
                true,
                false));
  }

  @Test
  void readsACallThatGoesOn() {
    VerbaCallInformation call = sample("getcallinformation-ongoing.xml").calls().get(0);

    assertThat(call.finished()).isFalse();
    assertThat(call.end()).isNull();
  }

  @Test
  void readsAList() {
    assertThat(sample("searchcalls-metadata.xml").calls())
        .extracting(VerbaCallInformation::secondary)
        .containsExactly(false, true);
    assertThat(sample("searchcalls-ids.xml").calls())
        .extracting(VerbaCallInformation::id)
        .containsExactly(ARecorder.ID, "4a1b6c2f-7e3d-4f90-8b82-c5d6e7f80912");
    assertThat(sample("searchcalls-empty.xml").calls()).isEmpty();
    assertThat(sample("searchcalls-empty.xml").isOk()).isTrue();
  }

  @Test
  void readsAnOldAndPoorRecord() {
    assertThat(sample("searchcalls-huge-and-missing.xml").calls())
        .containsExactly(
            new VerbaCallInformation(
                "3f0a5b1e-6d2c-4e8f-9a71-b4c5d6e7f802",
                null,
                null,
                null,
                null,
                Instant.parse("2026-03-03T16:21:00Z"),
                null,
                Direction.UNKNOWN,
                true,
                false));
  }

  @Test
  void readsTimesInTheZoneOfTheUser() {
    VerbaAnswers answers =
        new VerbaAnswers(new io.callbridge.sandbox.SettableClock("2026-03-03T17:00:00Z"));
    VerbaRecorder berlin = ARecorder.with("username", "api", "zone", "Europe/Berlin");
    VerbaRecorder keyOnly = ARecorder.with("zone", "Europe/Berlin");
    byte[] sample = Samples.bytes("getcallinformation-success.xml");
    VerbaQuestion question = ARecorder.questions().callUrl("any");

    assertThat(answers.read(question, berlin, 200, null, sample).calls().get(0).start())
        .isEqualTo("2026-03-03T15:21:27.950Z");
    assertThat(answers.read(question, keyOnly, 200, null, sample).calls().get(0).start())
        .isEqualTo("2026-03-03T16:21:27.950Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<VerbaApi><Response code=\"0\"/><CallURL>LINK</CallURL>",
        "<VerbaApi><Response code='0'><CallUrl>LINK</CallUrl></Response></VerbaApi>",
        "<VerbaApi><Response code=\"0\"><Url><![CDATA[LINK]]></Url></Response></VerbaApi>",
        "<VerbaApi><Response code=\"0\"/><Something>LINK</Something></VerbaApi>",
        "<VerbaApi><Response code=\"0\"/><a>x</b><CallURL>LINK</VerbaApi>",
        "<v:VerbaApi><v:Response code=\"0\"/><v:URL>LINK</v:URL></v:VerbaApi>",
        "\uFEFF<?xml version=\"1.0\"?><Response code=\"0\"><URL> LINK </URL></Response>"
      })
  void findsTheLinkInWhateverXml(String xml) {
    assertThat(answer(xml.replace("LINK", ARecorder.LINK)).link()).contains(ARecorder.LINK);
  }

  @Test
  void readsARecordAfterAMisspeltTag() {
    VerbaAnswer answer =
        answer(
            """
            <VerbaApi><Response code="0"><verbacdr state="1"><ccdr_id>a</ccdr_id>\
            <direction_id>0 (Internal)</driection_id><secondary>1</secondary></verbacdr>\
            </Response></VerbaApi>""");

    assertThat(answer.calls()).hasSize(1);
    assertThat(answer.calls().get(0).direction()).isEqualTo(Direction.INTERNAL);
    assertThat(answer.calls().get(0).secondary()).isTrue();
  }

  @Test
  void doesNotChooseBetweenTwoLinksOfUnknownMeaning() {
    assertThat(
            answer(
                    "<R code=\"0\"><a>https://x.example.test/1</a><b>https://x.example.test/2</b></R>")
                .link())
        .isEmpty();
  }

  @Test
  void readsNothingWithADoctype() {
    VerbaAnswer answer =
        answer(
            """
            <?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]>
            <VerbaApi><Response code="0"/><CallURL>https://rec.example.test/&e;</CallURL></VerbaApi>""");

    assertThat(answer.verdict()).isEqualTo(VerbaVerdict.DOWN);
    assertThat(answer.url()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "401, LOGIN",
    "403, LOGIN",
    "404, NO_SUCH_ADDRESS",
    "500, DOWN",
    "503, DOWN",
    "429, DOWN",
    "302, LOGIN_PAGE",
    "200, DOWN"
  })
  void goesByTheStatusWhereTheBodySaysNothing(int status, VerbaVerdict verdict) {
    assertThat(answer(status, null, null).verdict()).isEqualTo(verdict);
    assertThat(answer(status, "text/html", new byte[0]).verdict()).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"200", "404", "500"})
  void goesByTheBodyWhateverTheStatus(int status) {
    assertThat(answer(status, "text/xml", Samples.bytes("getcallurl-success.xml")).link())
        .contains(ARecorder.LINK);
    assertThat(
            answer(status, "text/xml", Samples.bytes("getcallurl-error-several-records.xml"))
                .verdict())
        .isEqualTo(VerbaVerdict.SEVERAL);
  }

  @Test
  void readsOtherCharsets() {
    String xml = "<R code=\"2\"><ErrorMessage>Schlüssel für Ruf</ErrorMessage></R>";

    assertThat(
            answer(
                    200,
                    "text/xml; charset=\"iso-8859-1\"",
                    xml.getBytes(StandardCharsets.ISO_8859_1))
                .message())
        .isEqualTo("Schlüssel für Ruf");
    assertThat(
            answer(
                    200,
                    "text/xml",
                    ("<?xml version=\"1.0\" encoding=\"windows-1252\"?>" + xml)
                        .getBytes(StandardCharsets.ISO_8859_1))
                .message())
        .isEqualTo("Schlüssel für Ruf");
  }

  @Test
  void takesAPageWhereOneWasAskedFor() {
    VerbaQuestion question =
        ARecorder.questions().callUrl(Map.of("callID", "any", "responseType", "HTML"));
    var answers = new VerbaAnswers(java.time.InstantSource.system());

    assertThat(
            answers
                .read(
                    question,
                    ARecorder.with(),
                    200,
                    "text/html",
                    Samples.bytes("getcallurl-success.html"))
                .verdict())
        .isEqualTo(VerbaVerdict.OK);
    assertThat(
            answers
                .read(
                    question,
                    ARecorder.with(),
                    200,
                    "text/html",
                    Samples.bytes("error-login-page.html"))
                .verdict())
        .isEqualTo(VerbaVerdict.LOGIN_PAGE);
  }

  @Test
  void repeatsNoIdsTokensAndNumbers() {
    VerbaAnswer answer =
        answer(
            """
            <R code="2"><ErrorMessage>No token 5a0d8c52-91f4-4b27-9c06-0e1b7d2f6a33 for \
            +1 (202) 555-0143, line 7</ErrorMessage></R>""");

    assertThat(answer.message()).isEqualTo("No token … for …, line 7");
  }

  @Test
  void saysOnlyTheKindOfAFailure() {
    var answers = new VerbaAnswers(java.time.InstantSource.system());

    assertThat(answers.unanswered(new SocketTimeoutException("secret")).message())
        .isEqualTo("no answer (SocketTimeoutException)");
  }
}
