package io.callbridge.leadsquared;

import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/** Reads the answers of LeadSquared. */
@Component
class LeadSquaredAnswers {

  /**
   * @param status HTTP status
   * @param body the answer's bytes, UTF-8; may be null
   */
  public LeadSquaredAnswer read(int status, byte[] body) {
    return new LeadSquaredAnswer(
        status, body == null ? "" : new String(body, StandardCharsets.UTF_8));
  }
}
