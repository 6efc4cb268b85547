package io.callbridge.verba;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerbaLinkTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        ARecorder.LINK,
        ARecorder.LINK + "&lang=en&x=%26",
        "HTTPS://REC.example.test:8443/verba/x",
        "http://rec.example.test/lesson?lesson=1&session=two"
      })
  void maySeeALinkToTheRecorder(String link) {
    assertThat(objectionTo(link)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example.test/verba/x",
        "https://rec.example.test.evil.example/x",
        "https://rec.example.test@evil.example/x",
        "https://evil.example@rec.example.test/x",
        "https://rec.example.test\\@evil.example/x",
        "https://evil.example\\.rec.example.test/x",
        "javascript:alert(1)",
        "ftp://rec.example.test/x",
        "//rec.example.test/x",
        "rec",
        "https:///x",
        ""
      })
  void refusesOtherHosts(String link) {
    assertThat(objectionTo(link)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://rec.example.test/verba/extssologin.do?ssotarget=gwtCallDetail.do",
        "https://rec.example.test/verba/gwtCallDetail.do?ccdrId=1&token=5a0d8c52",
        "https://rec.example.test/verba/gwtCallDetail.do?ccdrId=1&TOKEN=5a0d8c52",
        "https://rec.example.test/verba/gwtCallDetail.do?ccdrId=1&%74oken=5a0d8c52",
        "https://rec.example.test/verba/gwtCallDetail.do?ccdrId=1&t%256Fken=5a0d8c52",
        "https://rec.example.test/x?target=y%3Ftoken%3D5a0d8c52",
        "https://rec.example.test/x?accessToken=1",
        "https://rec.example.test/x?apiKey=1",
        "https://rec.example.test/x?sso=1",
        "https://rec.example.test/x?ssoTicket=1",
        "https://rec.example.test/x;jsessionid=8F1C",
        "https://rec.example.test/x#token=1",
        "https://rec.example.test/x?k=the-api-key"
      })
  void refusesWhatLogsSomebodyIn(String link) {
    assertThat(objectionTo(link)).contains("the recorder's link would log somebody in");
  }

  @Test
  void goesByTheAllowedHostsInsteadOfTheApis() {
    var account = ARecorder.account("allowed-hosts", "Play.example.test, other.example.test");

    assertThat(new VerbaLink("https://play.example.test/x", account).objection()).isEmpty();
    assertThat(new VerbaLink(ARecorder.LINK, account).objection()).isNotEmpty();
  }

  @Test
  void takesTheHostThatPeopleKnow() {
    var account = ARecorder.account("public-url", "https://play.example.test");

    assertThat(new VerbaLink(ARecorder.LINK, account).shown())
        .isEqualTo(ARecorder.LINK.replace("rec.", "play."));
  }

  @Test
  void knowsTheRecordingsId() {
    assertThat(new VerbaLink(ARecorder.LINK + "&a=b", ARecorder.account()).callId())
        .contains(ARecorder.ID);
    assertThat(new VerbaLink("https://rec.example.test/x", ARecorder.account()).callId()).isEmpty();
  }

  @Test
  void buildsALinkToTheDetails() {
    assertThat(VerbaLink.toDetails(ARecorder.ID, ARecorder.account()).shown())
        .isEqualTo(ARecorder.LINK);
  }

  private static java.util.Optional<String> objectionTo(String link) {
    return new VerbaLink(link, ARecorder.account()).objection();
  }
}
