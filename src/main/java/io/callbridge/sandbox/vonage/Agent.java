package io.callbridge.sandbox.vonage;

import java.util.List;

/**
 * A user of the account with a desk phone.
 *
 * @param userId as the webhooks name it
 * @param user as the reports name it
 * @param deviceId the SIP id
 */
record Agent(
    String userId, String user, String name, String extension, String deviceId, String mac) {

  /** The first one is the user who logs in, and so the only one whose webhooks come (section 7). */
  static final List<Agent> ALL =
      List.of(
          new Agent("4711", "zmueller", "Zoë Müller", "2001", "VH200001", "00-00-5E-00-53-01"),
          new Agent("4712", "rpatel", "Ravi Patel", "2002", "VH200002", "00-00-5E-00-53-02"),
          new Agent("4713", "kito", "伊藤 健", "2003", "VH200003", "00-00-5E-00-53-03"));

  boolean hasWebhooks() {
    return this.equals(ALL.get(0));
  }

  /** By extension or device id; null if there is none. */
  static Agent find(String destination) {
    return ALL.stream()
        .filter(each -> each.extension().equals(destination) || each.deviceId().equals(destination))
        .findFirst()
        .orElse(null);
  }
}
