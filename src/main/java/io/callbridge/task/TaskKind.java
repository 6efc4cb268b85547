package io.callbridge.task;

/** What a task brings into the CRM. */
public enum TaskKind {
  /** The call log. Never repeated blindly. */
  LOG,
  /** What became known of the recording or the duration after the post. May be repeated. */
  UPDATE
}
