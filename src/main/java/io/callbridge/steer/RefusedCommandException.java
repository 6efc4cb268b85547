package io.callbridge.steer;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A command that doesn't leave for the provider. */
public class RefusedCommandException extends RuntimeException {

  private final transient Answer answer;

  private RefusedCommandException(Answer answer, String detail) {
    super(detail);
    this.answer = answer;
  }

  public static RefusedCommandException of(int status, String detail) {
    return new RefusedCommandException(Answer.problem(status, detail, Map.of(), null), detail);
  }

  /**
   * @param retryAfter rounded up to seconds
   */
  static RefusedCommandException of(int status, String detail, Duration retryAfter) {
    long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
    return new RefusedCommandException(
        Answer.problem(status, detail, Map.of(), String.valueOf(seconds)), detail);
  }

  /** A request that the provider would refuse: 400, with every fault that was found. */
  public static RefusedCommandException invalid(List<Fault> faults) {
    return of(400, "The request is not as the provider wants it: ", faults);
  }

  /** A destination that this account must not reach: 403. */
  static RefusedCommandException forbidden(List<Fault> faults) {
    return of(403, "This call is not allowed: ", faults);
  }

  private static RefusedCommandException of(int status, String beginning, List<Fault> faults) {
    Fault first = faults.get(0);
    String others =
        faults.size() == 1 ? "" : " (and %d more, see errors)".formatted(faults.size() - 1);
    String detail = beginning + first.field() + " " + first.reason() + others + ".";
    return new RefusedCommandException(
        Answer.problem(status, detail, Map.of("errors", faults), null), detail);
  }

  public Answer getAnswer() {
    return answer;
  }
}
