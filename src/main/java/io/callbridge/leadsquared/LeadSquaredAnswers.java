package io.callbridge.leadsquared;

import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/** Reads the answers of LeadSquared. */
@Component
class LeadSquaredAnswers {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /**
   * @param status HTTP status
   * @param body the answer's bytes, UTF-8; may be null
   */
  public LeadSquaredAnswer read(int status, byte[] body) {
    String text = body == null ? "" : new String(body, StandardCharsets.UTF_8);
    return new LeadSquaredAnswer(
        status, text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
  }
}
