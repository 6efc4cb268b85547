package io.callbridge.vonage;

import io.callbridge.call.Seconds;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * What an answer of Vonage means. The status line decides alone: bodies may be XML or HTML of the
 * gateway in front, and a documented 404 carries the code 401 (contracts/vonage.md, section 4).
 */
@Component
class VonageAnswer {

  public boolean isDone(int httpStatus) {
    return httpStatus / 100 == 2;
  }

  /** The token, not the request, is refused: a new one may help, once. */
  public boolean isTokenRefused(int httpStatus) {
    return httpStatus == 401;
  }

  /** The right is missing; a new token doesn't help. */
  public boolean isForbidden(int httpStatus) {
    return httpStatus == 403;
  }

  /** The normal end of a live call. */
  public boolean isGone(int httpStatus) {
    return httpStatus == 404;
  }

  /** A leg is in another state than thought: read it again, and repeat once at most. */
  public boolean isConflict(int httpStatus) {
    return httpStatus == 409;
  }

  /** It may go well later; only reading and hanging up may be repeated. */
  public boolean isTransient(int httpStatus) {
    return httpStatus == 408 || httpStatus == 429 || httpStatus / 100 == 5;
  }

  /**
   * Lets a good answer pass.
   *
   * @param what was asked, for a person
   * @param retryAfter the header of that name; null if there is none
   * @throws VonageUnavailableException if it may go well later
   * @throws VonageRefusedException if it will not, until a person changes something
   */
  public void check(int httpStatus, String what, String retryAfter) {
    if (isTransient(httpStatus)) {
      String message = "Vonage answered %s to %s".formatted(httpStatus, what);
      Duration wait = seconds(retryAfter);
      throw wait == null
          ? new VonageUnavailableException(message)
          : new VonageBusyException(message, wait);
    }
    if (isForbidden(httpStatus)) {
      throw new VonageRefusedException(
          "Vonage refuses %s (403): the application is not subscribed to that API".formatted(what));
    }
    if (isTokenRefused(httpStatus)) {
      throw new VonageRefusedException(
          "Vonage refuses %s (401) also with a new token".formatted(what));
    }
    if (!isDone(httpStatus)) {
      throw new VonageRefusedException("Vonage answered %s to %s".formatted(httpStatus, what));
    }
  }

  /** Null unless the header has a number of seconds. */
  private static Duration seconds(String retryAfter) {
    Seconds read = Seconds.readStated(retryAfter);
    return read.reading() == Seconds.Reading.USABLE ? Duration.ofSeconds(read.value()) : null;
  }
}
