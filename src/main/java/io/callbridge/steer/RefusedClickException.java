package io.callbridge.steer;

/** A click that can't become a call. */
public class RefusedClickException extends RuntimeException {

  private final int status;

  /**
   * @param status one of 400, 401 and 502 (contracts/leadsquared.md, section 7.7)
   */
  public RefusedClickException(int status, String message) {
    super(message);
    this.status = status;
  }

  public int status() {
    return status;
  }
}
