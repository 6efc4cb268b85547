package io.callbridge.broadbanddynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callbridge.broadbanddynamics.BroadbandDynamicsPath.Parameters;
import io.callbridge.call.UnreadableEventException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BroadbandDynamicsPathTest {

  private final BroadbandDynamicsPath path = new BroadbandDynamicsPath();

  @ParameterizedTest
  @CsvSource({
    "/api/matrex/callstatus/req-1/+12025550143, req-1, +12025550143",
    "/api/matrex/callstatus/req-1/+12025550143/, req-1, +12025550143",
    "/api/matrex/callstatus/req-1/%2B12025550143, req-1, +12025550143",
    "/api/matrex/callstatus/req-1/%2b12025550143, req-1, +12025550143",
    "/api/matrex/callstatus/a+b/1+2, a+b, 1+2",
    "/api/matrex/callstatus/a%20b/%201, 'a b', ' 1'",
    "/api/matrex/callstatus/%C3%A9/sip:2001@host, é, sip:2001@host",
    "/api/matrex/callstatus/a%2Fb/1, a/b, 1",
    "/prefix/secret/a/b, a, b",
  })
  void readsTheLastTwoParts(String rawPath, String callId, String to) {
    assertThat(path.read(rawPath)).isEqualTo(new Parameters(callId, to));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/matrex/callstatus/%20/1, the call id in the path is empty",
    "/api/matrex/callstatus/req-1/%20%20, the number in the path is empty",
    "/api/matrex/callstatus/req-1/%E2%80%83, the number in the path is empty",
    "/api/matrex/callstatus/req-1/%zz, the number in the path is badly encoded",
    "/api/matrex/callstatus/%2/1, the call id in the path is badly encoded",
    "/api/matrex/callstatus/%/1, the call id in the path is badly encoded",
    "/a, the path has no call id and number",
    "/, the path has no call id and number",
  })
  void refusesEmptyAndBadlyEncodedParts(String rawPath, String message) {
    assertThatThrownBy(() -> path.read(rawPath))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessage(message);
  }
}
