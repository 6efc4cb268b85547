package io.callbridge.steer;

/**
 * A command as a user gave it, or Callbridge itself for one.
 *
 * @param user whose name goes into the trail
 * @param remoteAddress where from; null if nobody knows
 * @param baseUrl of the provider's API as the user reaches it through Callbridge, such as {@code
 *     https://bridge.example/api/bandwidth}; null if no link is wanted
 * @param account the provider account's name
 * @param callId null where the command is about no call
 * @param partId a leg or a device; null for none
 * @param query still percent-encoded; may be null
 * @param mediaType of the body; may be null
 * @param body never null
 * @param idempotencyKey null: none
 */
public record CommandRequest(
    String user,
    String remoteAddress,
    String baseUrl,
    String account,
    String callId,
    String partId,
    String query,
    String mediaType,
    byte[] body,
    String idempotencyKey) {

  /**
   * A call that Callbridge itself places for a user.
   *
   * @param body JSON, in UTF-8
   */
  public static CommandRequest toCall(
      String user, String remoteAddress, String account, byte[] body, String idempotencyKey) {
    return new CommandRequest(
        user, remoteAddress, null, account, null, null, null, Answer.JSON, body, idempotencyKey);
  }

  /** Keeps numbers and credentials out of logs. */
  @Override
  public String toString() {
    return "CommandRequest[user=%s, account=%s, callId=%s]".formatted(user, account, callId);
  }
}
