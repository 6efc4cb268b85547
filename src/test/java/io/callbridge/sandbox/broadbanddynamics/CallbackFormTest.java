package io.callbridge.sandbox.broadbanddynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CallbackFormTest {

  private static final Callback COMPLETED =
      Callback.of(
          "BB7f0c2d1e9a4b4c0e8d51a6c0f3e2b901",
          "completed",
          73,
          Instant.parse("2026-03-03T16:22:41.1203456Z"),
          Instant.parse("2026-03-03T16:21:20.004Z"),
          3,
          "+12025550143");

  @Test
  void writesJson() {
    assertThat(CallbackForm.JSON.mediaType()).isEqualTo("application/json");
    assertThat(CallbackForm.JSON.write(COMPLETED))
        .isEqualTo(
            """
            {"callSid":"BB7f0c2d1e9a4b4c0e8d51a6c0f3e2b901","callStatus":"completed",\
            "callDuration":73,"timestamp":"Tue, 03 Mar 2026 16:22:41 +0000",\
            "callTimestamp":"Tue, 03 Mar 2026 16:21:20 +0000",\
            "callbackSource":"call-progress-events","sequenceNumber":3,"to":"+12025550143",\
            "timestampAsDate":"2026-03-03T16:22:41.1203456+00:00","isVoceCall":true}""");
  }

  @Test
  void writesXmlInTheOrderOfTheDataContract() {
    assertThat(CallbackForm.XML.mediaType()).isEqualTo("application/xml");
    assertThat(CallbackForm.XML.write(COMPLETED))
        .isEqualTo(
            """
            <BbdApiCallStatusRequest xmlns:i="http://www.w3.org/2001/XMLSchema-instance" \
            xmlns="http://schemas.datacontract.org/2004/07/MA.Routing.Data.Models.BroadbandDynamics">\
            <CallDuration>73</CallDuration>\
            <CallSid>BB7f0c2d1e9a4b4c0e8d51a6c0f3e2b901</CallSid>\
            <CallStatus>completed</CallStatus>\
            <CallTimestamp>Tue, 03 Mar 2026 16:21:20 +0000</CallTimestamp>\
            <CallbackSource>call-progress-events</CallbackSource>\
            <IsVoceCall>true</IsVoceCall>\
            <SequenceNumber>3</SequenceNumber>\
            <Timestamp>Tue, 03 Mar 2026 16:22:41 +0000</Timestamp>\
            <TimestampAsDate>2026-03-03T16:22:41.1203456+00:00</TimestampAsDate>\
            <To>+12025550143</To>\
            </BbdApiCallStatusRequest>""");
  }

  @Test
  void writesAForm() {
    assertThat(CallbackForm.FORM.mediaType()).isEqualTo("application/x-www-form-urlencoded");
    assertThat(CallbackForm.FORM.write(COMPLETED))
        .isEqualTo(
            "CallSid=BB7f0c2d1e9a4b4c0e8d51a6c0f3e2b901&CallStatus=completed&CallDuration=73"
                + "&Timestamp=Tue%2C+03+Mar+2026+16%3A22%3A41+%2B0000"
                + "&CallTimestamp=Tue%2C+03+Mar+2026+16%3A21%3A20+%2B0000"
                + "&CallbackSource=call-progress-events&SequenceNumber=3&To=%2B12025550143"
                + "&IsVoceCall=True");
  }
}
