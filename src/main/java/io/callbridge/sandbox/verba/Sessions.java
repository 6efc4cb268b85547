package io.callbridge.sandbox.verba;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** Keys, logins and tokens (section 3). */
final class Sessions {

  private final VerbaSettings settings;
  private final RandomGenerator random;
  private final Clock clock;
  private final Map<String, Instant> untilByToken = new ConcurrentHashMap<>();

  Sessions(VerbaSettings settings, RandomGenerator random, Clock clock) {
    this.settings = settings;
    this.random = random;
    this.clock = clock;
  }

  /**
   * @throws ErrorAnswer if the key is missing or wrong
   */
  void checkKey(Parameters request) {
    if (!settings.apiKey().equals(request.get("apiKey"))) {
      throw ErrorAnswer.badKey();
    }
  }

  /**
   * @throws ErrorAnswer if a token is needed, and the request's is none
   */
  void checkToken(Parameters request) {
    if (settings.hasLogin()) {
      Instant until = untilByToken.getOrDefault(request.get("token"), Instant.EPOCH);
      if (!until.isAfter(clock.instant())) {
        throw ErrorAnswer.badToken();
      }
    }
  }

  /**
   * @param authorization the request's header; null if there is none
   * @return a new token
   * @throws ErrorAnswer if user or password are wrong
   */
  synchronized String login(Parameters request, String authorization) {
    String login = settings.username() + ":" + settings.password();
    String basic =
        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    String asParameters = request.get("userName") + ":" + request.get("password");
    if (!settings.hasLogin() || !basic.equals(authorization) && !login.equals(asParameters)) {
      throw ErrorAnswer.badLogin();
    }
    String token = new UUID(random.nextLong(), random.nextLong()).toString();
    untilByToken.put(token, clock.instant().plus(settings.tokenLife()));
    return token;
  }

  void forget(String token) {
    untilByToken.remove(token);
  }

  void forgetAll() {
    untilByToken.clear();
  }
}
