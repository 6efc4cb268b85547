package io.callbridge.vonage;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A live call of the Telephony API, in the documented shape or the one that is really sent; where
 * both are there, the documented names win (contracts/vonage.md, sections 3.1 and 3.2). Each field
 * is the text that came, null where there is none.
 *
 * @param from documented, as {@link #to} and {@link #legs}
 * @param fromNumber as really sent, as {@link #toNumber} and {@link #legMap}, which is by leg id
 * @param startTime since the epoch, in a unit that its magnitude tells; as all times
 */
@JsonNaming(SnakeCaseStrategy.class)
record VonageCall(
    String accountId,
    String callId,
    String direction,
    String status,
    String from,
    String fromNumber,
    String to,
    String toNumber,
    String startTime,
    String answerTime,
    String endTime,
    List<VonageLeg> legs,
    Map<String, VonageLeg> legMap) {

  String caller() {
    return from != null ? from : fromNumber;
  }

  String called() {
    return to != null ? to : toNumber;
  }

  /** The legs of whichever shape; never null. */
  List<VonageLeg> allLegs() {
    Collection<VonageLeg> given =
        legs != null ? legs : legMap != null ? legMap.values() : List.of();
    return given.stream().filter(Objects::nonNull).toList();
  }

  /** Whether this came in the documented shape, which knows no time of answer. */
  boolean isDocumentedShape() {
    return fromNumber == null && toNumber == null && legMap == null;
  }
}
