package io.callbridge.steer;

/**
 * A click on a number in the CRM, as it came.
 *
 * @param crm the CRM account whose secret was shown
 * @param agent number, extension or user id
 * @param display the business number to show; null for the provider account's own
 * @param account {@code provider/account}; null for the only one of the CRM account that can dial
 */
public record Click(String crm, String agent, String customer, String display, String account) {

  /** Keeps numbers out of logs. */
  @Override
  public String toString() {
    return "click in " + crm;
  }
}
