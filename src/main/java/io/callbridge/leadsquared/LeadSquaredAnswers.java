package io.callbridge.leadsquared;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/** Reads the answers of LeadSquared. */
@Component
class LeadSquaredAnswers {

  private static final int MOST_BYTES = 256 * 1024;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /**
   * @param status HTTP status
   * @param body the answer's bytes, UTF-8; may be null. Of a longer one only the beginning is read
   * @param account whose secrets are masked, should the answer repeat them
   */
  public LeadSquaredAnswer read(int status, InputStream body, LeadSquaredSettings.Account account) {
    try {
      String text =
          body == null ? "" : new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
      String clean = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
      return new LeadSquaredAnswer(status, account.masked(clean));
    } catch (IOException cutOff) {
      throw new UncheckedIOException("the answer was cut off", cutOff);
    }
  }
}
