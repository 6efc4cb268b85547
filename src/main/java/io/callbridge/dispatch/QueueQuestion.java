package io.callbridge.dispatch;

import io.callbridge.task.CallBudget;
import java.time.Instant;

/** One request to a CRM account that asks how long its queue is, with the permit for it. */
public final class QueueQuestion {

  private final String crm;
  private final CallBudget.Permit permit;
  private volatile Instant sentAt;

  QueueQuestion(String crm, CallBudget.Permit permit) {
    this.crm = crm;
    this.permit = permit;
  }

  /** The CRM account's name. */
  public String getCrm() {
    return crm;
  }

  CallBudget.Permit permit() {
    return permit;
  }

  /** When it was written down to leave; null while it wasn't. */
  Instant sentAt() {
    return sentAt;
  }

  void left(Instant at) {
    sentAt = at;
  }

  /** Ends the permit: at once if nothing was sent. */
  void end() {
    if (sentAt == null) {
      permit.giveBack();
    } else {
      permit.release();
    }
  }

  @Override
  public String toString() {
    return "question how long the queue of CRM account " + crm + " is";
  }
}
