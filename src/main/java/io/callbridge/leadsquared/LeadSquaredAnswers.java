package io.callbridge.leadsquared;

import org.springframework.stereotype.Component;

/** Reads the answers of LeadSquared. */
@Component
class LeadSquaredAnswers {

  /**
   * @param status HTTP status
   * @param body the answer's text; may be null
   */
  public LeadSquaredAnswer read(int status, String body) {
    return new LeadSquaredAnswer(status, body);
  }
}
