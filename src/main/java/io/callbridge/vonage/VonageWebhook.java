package io.callbridge.vonage;

/**
 * What the webhook service posts, each field as the text that came (contracts/vonage.md, section
 * 7).
 *
 * @param event null if there is none
 * @param metadata only with the policy {@code BODY}; may be null
 */
record VonageWebhook(Event event, Metadata metadata) {

  /**
   * @param externalId the telephone system's id of the call
   * @param userId whose webhook it is
   * @param duration in milliseconds
   */
  record Event(
      String id,
      String externalId,
      String accountId,
      String userId,
      String type,
      String direction,
      String state,
      String phoneNumber,
      String callerId,
      String duration,
      String startTime,
      String answerTime,
      String endTime,
      String internal) {

    boolean isInternal() {
      return "true".equalsIgnoreCase(internal);
    }
  }

  /**
   * @param deliveryId the same for each attempt to deliver the same event
   * @param signature in hexadecimal digits
   */
  record Metadata(String webhookId, String deliveryId, String attempt, String signature) {}

  /** The delivery's id in the body; null if it isn't there. */
  String deliveryId() {
    return metadata == null ? null : metadata.deliveryId();
  }
}
