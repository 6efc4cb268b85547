package io.callbridge.dispatch;

/** The claim ran out or was decided otherwise before its request left. Nothing may be sent. */
public class LostClaimException extends RuntimeException {

  LostClaimException(Claim claim) {
    super("the " + claim + " is no longer ours");
  }
}
