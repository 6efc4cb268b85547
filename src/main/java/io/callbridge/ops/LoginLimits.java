package io.callbridge.ops;

import io.callbridge.call.CallKey;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Makes guessing passwords slow: who fails too often has to wait, even with the right one. */
@Component
class LoginLimits {

  private static final Logger log = LoggerFactory.getLogger(LoginLimits.class);
  private static final int LONGEST_SHOWN = 40;

  private final Buckets failures;

  LoginLimits(LimitSettings limits) {
    failures = new Buckets(limits.failedLogins());
  }

  /** How long a user has to wait before the next attempt; empty if it may be made. */
  Optional<Duration> wait(String address, String user) {
    Optional<Duration> wait = failures.look(key(address, user));
    if (wait.isPresent()) {
      Metrics.counter("callbridge.limited", "what", "login").increment();
    }
    return wait;
  }

  @EventListener
  void failed(AbstractAuthenticationFailureEvent failure) {
    if (failure.getAuthentication().getDetails() instanceof WebAuthenticationDetails details) {
      String user = failure.getAuthentication().getName();
      String key = key(details.getRemoteAddress(), user);
      failures.take(key);
      if (failures.look(key).isPresent()) {
        log.warn(
            "too many failed logins as {} from {}: further ones have to wait",
            CallKey.printable(user, LONGEST_SHOWN),
            details.getRemoteAddress());
      }
    }
  }

  private static String key(String address, String user) {
    return address + " " + CallKey.printable(user, LONGEST_SHOWN);
  }
}
