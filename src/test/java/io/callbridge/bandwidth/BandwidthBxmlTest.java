package io.callbridge.bandwidth;

import static io.callbridge.bandwidth.BandwidthSamples.ACCOUNT;
import static io.callbridge.bandwidth.BandwidthSamples.event;
import static io.callbridge.bandwidth.BandwidthSamples.settings;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BandwidthBxmlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "webhook-initiate.json",
        "webhook-answer-outbound.json",
        "webhook-gather.json",
        "webhook-transfer-answer.json",
        "webhook-transfer-complete.json",
        "webhook-record-complete.json",
        "webhook-recording-complete-other-name.json",
        "webhook-conference-member-join.json"
      })
  void answersSynchronousEventsWithoutVerbs(String sample) {
    assertThat(new BandwidthBxml(settings()).answer(ACCOUNT, event(sample)))
        .isEqualTo(BandwidthBxml.NOTHING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "webhook-disconnect-inbound-hangup.json",
        "webhook-dtmf.json",
        "webhook-machine-detection-complete.json",
        "webhook-recording-available.json",
        "webhook-transfer-disconnect.json",
        "webhook-unknown-event.json"
      })
  void answersOthersWithNothing(String sample) {
    assertThat(new BandwidthBxml(settings()).answer(ACCOUNT, event(sample))).isEmpty();
  }

  @Test
  void answersWhatTheAccountSays() {
    String bxml = BandwidthSamples.text("webhook-bxml-reply.xml");
    var answers =
        new BandwidthBxml(settings("bxml.INITIATE", bxml, "bxml.recordingComplete", bxml));

    assertThat(answers.answer(ACCOUNT, event("webhook-initiate.json"))).isEqualTo(bxml);
    assertThat(answers.answer(ACCOUNT, event("webhook-record-complete.json"))).isEqualTo(bxml);
    assertThat(answers.answer(ACCOUNT, event("webhook-gather.json")))
        .isEqualTo(BandwidthBxml.NOTHING);
    assertThat(answers.answer(ACCOUNT, null)).isEmpty();
  }
}
