package io.callbridge.sandbox.leadsquared;

import static io.callbridge.sandbox.leadsquared.PlayedLeadSquared.CALL_LOG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallLogReaderTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void readsEveryField() throws Exception {
    CallLog call = CallLogReader.read(body(CALL_LOG));

    assertThat(call)
        .isEqualTo(
            new CallLog(
                CallLog.Direction.INBOUND,
                "12025550143",
                "12025550155",
                "12025550199",
                LocalDateTime.parse("2026-03-03T16:21:27"),
                LocalDateTime.parse("2026-03-03T16:22:41"),
                73,
                "Answered",
                "https://media.example.test/r/5b1f0c7e",
                "c-1",
                null,
                CALL_LOG));
    assertThat(call.leadNumber()).isEqualTo("12025550143");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SourceNumber",
        "DestinationNumber",
        "StartTime",
        "EndTime",
        "CallDuration",
        "Status",
        "Direction",
        "CallSessionId"
      })
  void refusesAMissingField(String field) throws Exception {
    ObjectNode fields = fields();
    fields.remove(field);
    assertThat(refusal(fields)).isEqualTo(ErrorAnswer.missing(field));

    assertThat(refusal(fields.put(field, " "))).isEqualTo(ErrorAnswer.missing(field));
    assertThat(refusal(fields.putNull(field))).isEqualTo(ErrorAnswer.missing(field));
  }

  @ParameterizedTest
  @CsvSource({
    "StartTime, 2026-03-03T16:21:27Z, StartTime is not a valid date",
    "StartTime, 2026-02-30 16:21:27, StartTime is not a valid date",
    "StartTime, 03-03-2026 16:21:27, StartTime is not a valid date",
    "EndTime, 2026-03-03 16:22:41.310, EndTime is not a valid date",
    "EndTime, 2026-03-03 16:21:26, EndTime is before StartTime",
    "CallDuration, 2147483648, CallDuration is not a valid number of seconds",
    "CallDuration, 99999999999999999999, CallDuration is not a valid number of seconds",
    "CallDuration, -1, CallDuration is not a valid number of seconds",
    "CallDuration, 73.5, CallDuration is not a valid number of seconds",
    "CallDuration, 01:13, CallDuration is not a valid number of seconds",
    "Direction, Internal, Direction is not Inbound or Outbound",
    "Direction, inbound, Direction is not Inbound or Outbound",
    "SourceNumber, sip:zoe@example.test, SourceNumber is not a valid phone number",
    "DestinationNumber, 1 202 555 0155, DestinationNumber is not a valid phone number",
    "DisplayNumber, none, DisplayNumber is not a valid phone number",
    "ResourceURL, /r/5b1f0c7e, ResourceURL is not an absolute address",
    "ResourceURL, ftp://media.example.test/r, ResourceURL is not an absolute address"
  })
  void refusesAnInvalidValue(String field, String value, String message) throws Exception {
    assertThat(refusal(fields().put(field, value))).isEqualTo(ErrorAnswer.invalid(message));
  }

  @Test
  void refusesACallerSourceOfMoreThan50Characters() throws Exception {
    assertThat(
            CallLogReader.read(body(fields().put("CallerSource", "x".repeat(50)))).callerSource())
        .hasSize(50);
    assertThat(refusal(fields().put("CallerSource", "x".repeat(51))))
        .isEqualTo(ErrorAnswer.invalid("CallerSource is longer than 50 characters"));
  }

  @ParameterizedTest
  @CsvSource({
    "CallDuration, 0",
    "CallDuration, 2147483647",
    "SourceNumber, +1-2025550143",
    "SourceNumber, +12025550143",
    "SourceNumber, 2003",
    "EndTime, 2026-03-03 16:21:27"
  })
  void takesWhatIsJustAllowed(String field, String value) throws Exception {
    assertThat(CallLogReader.read(body(fields().put(field, value)))).isNotNull();
  }

  @Test
  void takesADurationThatIsANumber() throws Exception {
    assertThat(CallLogReader.read(body(fields().put("CallDuration", 34))).durationSeconds())
        .isEqualTo(34);
  }

  @Test
  void needsNeitherDisplayNumberNorRecording() throws Exception {
    ObjectNode fields = fields();
    fields.remove("DisplayNumber");
    fields.remove("ResourceURL");

    CallLog call = CallLogReader.read(body(fields));

    assertThat(call.displayNumber()).isNull();
    assertThat(call.resourceUrl()).isNull();
  }

  private static Object refusal(ObjectNode fields) {
    var refused =
        catchThrowableOfType(RefusedException.class, () -> CallLogReader.read(body(fields)));
    assertThat(refused.httpStatus()).isEqualTo(500);
    return refused.answer();
  }

  private static ObjectNode fields() throws Exception {
    return (ObjectNode) JSON.readTree(CALL_LOG);
  }

  private static JsonBody body(ObjectNode fields) throws Exception {
    return body(fields.toString());
  }

  private static JsonBody body(String text) throws Exception {
    return new JsonBody(text, JSON.readTree(text));
  }
}
