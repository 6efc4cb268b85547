package io.callbridge.sandbox.leadsquared;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A person with a phone number (section 7.3); every number that was ever posted has one. */
record Lead(
    @JsonProperty("ProspectID") UUID prospectId,
    @JsonProperty("FirstName") String firstName,
    @JsonProperty("Phone") String phone) {

  static Lead of(String phone) {
    return new Lead(idOf(phone), "Lead " + phone, phone);
  }

  /** The same digits always have the same id. */
  static UUID idOf(String phone) {
    return UUID.nameUUIDFromBytes(digits(phone).getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Whether a number searched for is this lead's, with or without country code.
   *
   * @param searched anything but digits finds nobody
   */
  boolean hasNumber(String searched) {
    String own = digits(phone);
    boolean isWellFormed = searched.matches("[0-9]+");
    boolean longEnough = isWellFormed && Math.min(own.length(), searched.length()) >= 10;
    return own.equals(searched) || longEnough && (own.endsWith(searched) || searched.endsWith(own));
  }

  private static String digits(String phone) {
    return phone.replaceAll("[^0-9]", "");
  }
}
