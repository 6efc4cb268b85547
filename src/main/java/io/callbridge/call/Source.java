package io.callbridge.call;

/** Who says what an event says. */
public enum Source {
  /** The provider, at the time. */
  WEBHOOK,
  /** The provider, afterwards: a row of its call detail records. */
  CDR,
  /** A recorder, which knows nothing of the call but its recording. */
  RECORDER,
  /** Callbridge, which placed the call and so knows who is who in it. */
  ORDER
}
