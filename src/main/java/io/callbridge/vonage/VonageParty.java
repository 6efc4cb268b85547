package io.callbridge.vonage;

import io.callbridge.steer.Guard;
import io.callbridge.steer.JsonRequest;
import java.util.regex.Pattern;

/**
 * One party of a request: whom to call, and what kind of destination that is (contracts/vonage.md,
 * sections 3.3, 3.5 and 3.7).
 */
record VonageParty(String name, String destination, String type) {

  private static final int LONGEST = 255;
  private static final Pattern EXTENSION = Pattern.compile("[0-9]{2,6}");
  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{1,15}");
  private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9._@:+-]+");
  private static final Pattern FEATURE_CODE = Pattern.compile("[*#][0-9*#]+");

  /**
   * Reads a party and finds fault with it.
   *
   * @param types that it may be of
   * @return null if there is none, or it is no party at all
   */
  static VonageParty read(JsonRequest request, String name, String... types) {
    JsonRequest party = request.object(name);
    if (party == null) {
      return null;
    }
    party.knowsOnly("destination", "type");
    String destination = party.requiredDigitsOrText("destination", LONGEST);
    party.required("type", LONGEST);
    String type = party.oneOf("type", types);
    if (destination == null || type == null) {
      return null;
    }
    switch (type) {
      case "extension" ->
          must(party, EXTENSION, destination, "must be an extension of 2 to 6 digits");
      case "pstn" -> must(party, NUMBER, destination, "must be a phone number");
      case "feature_code" ->
          must(party, FEATURE_CODE, destination, "must be a feature code such as *98");
      default -> must(party, DEVICE, destination, "must be the id of a device or a leg");
    }
    return new VonageParty(name, destination, type);
  }

  private static void must(JsonRequest party, Pattern form, String destination, String reason) {
    if (!form.matcher(destination).matches()) {
      party.fault("destination", reason);
    }
  }

  /** Has the guard look at it. */
  void guard(Guard guard) {
    String field = name + ".destination";
    switch (type) {
      case "pstn" -> guard.number(field, destination);
      case "feature_code" -> guard.featureCode(field, destination);
      case "leg" -> {}
      default -> guard.extension(field, destination);
    }
  }

  /** Whether somebody is rung who isn't in the call yet. */
  boolean rings() {
    return !type.equals("leg");
  }
}
