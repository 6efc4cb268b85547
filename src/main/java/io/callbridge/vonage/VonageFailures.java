package io.callbridge.vonage;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Why a collection failed, and when it may be tried again. */
@Component
class VonageFailures {

  /** For a person. */
  public String reason(Throwable failure) {
    return find(failure).map(Throwable::getMessage).orElseGet(failure::toString);
  }

  /** How long to leave Vonage alone; null if nobody knows. */
  public Duration retryAfter(Throwable failure) {
    return find(failure).map(VonageException::getRetryAfter).orElse(null);
  }

  /** What Vonage did, under whatever Camel has put around it. */
  private static Optional<VonageException> find(Throwable failure) {
    return Stream.iterate(failure, each -> each != null, Throwable::getCause)
        .filter(VonageException.class::isInstance)
        .map(VonageException.class::cast)
        .findFirst();
  }
}
