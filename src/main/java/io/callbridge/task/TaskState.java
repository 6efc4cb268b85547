package io.callbridge.task;

/** Where a task stands on its way into the CRM (DESIGN, section 5). */
public enum TaskState {
  /** The call has ended; late events and its recording are waited for. */
  WAITING,
  /** To be posted as soon as the budget allows. */
  QUEUED,
  /** Written before the request leaves; found after a crash, it means that nobody knows. */
  SUBMITTING,
  /** The CRM has it; its outcome is looked up until it is known. */
  SUBMITTED,
  /** The CRM's activity exists. Final. */
  LOGGED,
  /** A rule says that this call is not posted; decided anew when the call changes. */
  EXCLUDED,
  /** The CRM refused it for good. */
  REJECTED,
  /** Sent, and the outcome is unknown: never posted again blindly. */
  UNCONFIRMED,
  /** Given up by an operator. Final. */
  ABANDONED;

  /** Whether the call may still change whether and what is posted. */
  public boolean isUndecided() {
    return this == WAITING || this == QUEUED || this == EXCLUDED;
  }
}
