package io.callbridge.task;

/**
 * What a far end answered, as it stands in the audit trail.
 *
 * @param status HTTP status; null if no answer came
 * @param response the body's text, shortened to 8,000 characters; may be null
 * @param words what it means, for a person
 */
public record Answer(Integer status, String response, String words) {

  private static final int MOST = 8_000;

  /** The same answer in other words. */
  public Answer saying(String otherWords) {
    return new Answer(status, response, otherWords);
  }

  public Answer {
    if (response != null && response.length() > MOST) {
      response = response.substring(0, MOST) + "…";
    }
  }
}
