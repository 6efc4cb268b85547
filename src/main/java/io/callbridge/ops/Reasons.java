package io.callbridge.ops;

import io.callbridge.call.RefusedSenderException;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Says why a request could not be used. */
@Component
class Reasons {

  /** How a refused sender may show who it is; null if there is no name for that. */
  public String challengeOf(Throwable failure) {
    return Stream.iterate(failure, each -> each != null, Throwable::getCause)
        .filter(RefusedSenderException.class::isInstance)
        .map(RefusedSenderException.class::cast)
        .map(RefusedSenderException::getChallenge)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** The failure's own words, without those that the routes have wrapped around it. */
  public String of(Throwable failure) {
    Throwable own = failure;
    while (own.getClass().getName().startsWith("org.apache.camel.") && own.getCause() != null) {
      own = own.getCause();
    }
    return own.getMessage() != null ? own.getMessage() : own.toString();
  }
}
