package io.callbridge.bandwidth;

import static io.callbridge.bandwidth.BandwidthCallOrder.LONGEST_TAG;
import static io.callbridge.bandwidth.BandwidthCallOrder.LONGEST_URL;

import io.callbridge.steer.JsonRequest;
import java.util.List;

/** The fields of an UpdateCall request (contracts/bandwidth.md, section 3.5). */
final class BandwidthCallChange {

  private static final List<String> OF_A_REDIRECT =
      List.of("redirectUrl", "redirectMethod", "redirectFallbackUrl", "redirectFallbackMethod");

  private BandwidthCallChange() {}

  /** Finds fault with everything that Bandwidth would refuse. */
  static void check(JsonRequest change) {
    change.knowsOnly(
        "state",
        "redirectUrl",
        "redirectMethod",
        "redirectFallbackUrl",
        "redirectFallbackMethod",
        "username",
        "password",
        "fallbackUsername",
        "fallbackPassword",
        "tag");
    change.oneOf("state", "active", "completed");
    change.url("redirectUrl", LONGEST_URL);
    change.oneOf("redirectMethod", "GET", "POST");
    BandwidthCallOrder.checkCredentials(change, "redirectFallbackUrl", "redirectFallbackMethod");
    change.text("tag", LONGEST_TAG);
    if (ends(change)) {
      OF_A_REDIRECT.stream()
          .filter(change::has)
          .forEach(name -> change.fault(name, "must not be given with state completed"));
    } else if (!change.has("redirectUrl")) {
      change.fault("redirectUrl", "is required with state active");
    }
  }

  /** Whether the call is to end; it is sent elsewhere otherwise. */
  static boolean ends(JsonRequest change) {
    return "completed".equals(change.oneOf("state", "active", "completed"));
  }
}
