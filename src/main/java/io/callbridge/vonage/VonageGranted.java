package io.callbridge.vonage;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.io.IOException;
import java.time.Duration;

/**
 * The token endpoint's answer, each field as the text that came.
 *
 * @param expiresIn in seconds
 */
@JsonNaming(SnakeCaseStrategy.class)
record VonageGranted(String accessToken, String refreshToken, String expiresIn) {

  /** Used where the answer doesn't say. */
  private static final Duration CAUTIOUS_LIFE = Duration.ofHours(1);

  /**
   * @throws VonageUnavailableException if there is no token in it
   */
  static VonageGranted read(byte[] body) {
    try {
      VonageGranted granted = VonageJson.MAPPER.readValue(body, VonageGranted.class);
      if (granted != null && !VonageReading.isBlank(granted.accessToken())) {
        return granted;
      }
    } catch (IOException | IllegalArgumentException unreadable) {
      // the exception below says it
    }
    throw new VonageUnavailableException("Vonage's token endpoint answered without a token");
  }

  Duration life() {
    try {
      return Duration.ofSeconds(Math.max(1, Integer.parseInt(expiresIn.strip())));
    } catch (NullPointerException | NumberFormatException unsaid) {
      return CAUTIOUS_LIFE;
    }
  }

  /** Keeps the tokens out of logs. */
  @Override
  public String toString() {
    return "VonageGranted[expiresIn=" + expiresIn + "]";
  }
}
