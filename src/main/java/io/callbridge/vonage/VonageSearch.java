package io.callbridge.vonage;

import io.callbridge.call.NumberPlan;
import io.callbridge.call.PhoneNumber;
import io.callbridge.call.UnreadableEventException;
import io.callbridge.steer.Outgoing;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Looks among the active calls for one that may have been created, by its two parties
 * (contracts/vonage.md, section 3.3).
 */
record VonageSearch(String path, String from, String to, NumberPlan plan) {

  Outgoing request() {
    return Outgoing.get(path, "page_size=100&order=desc");
  }

  /**
   * @return null if the body is no page of calls
   */
  List<String> found(byte[] body) {
    try {
      return VonageCallPage.read(body).calls().stream()
          .filter(this::isBetweenBoth)
          .map(VonageCall::callId)
          .toList();
    } catch (UnreadableEventException noList) {
      return null;
    }
  }

  private boolean isBetweenBoth(VonageCall call) {
    List<String> parties =
        Stream.concat(
                Stream.of(call.caller(), call.called()),
                call.allLegs().stream()
                    .flatMap(
                        leg ->
                            Stream.of(
                                leg.from(),
                                leg.fromNumber(),
                                leg.called(),
                                leg.deviceId(),
                                leg.extension())))
            .filter(Objects::nonNull)
            .map(this::normal)
            .toList();
    return parties.contains(normal(from)) && parties.contains(normal(to));
  }

  private String normal(String party) {
    return PhoneNumber.read(party, plan).map(PhoneNumber::text).orElse("");
  }
}
