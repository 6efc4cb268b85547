package io.callbridge.simulation;

/** What must hold after every step, or at the end of a world. */
enum Invariant {
  /** What a provider got a 2xx for is in the journal, and stays there. */
  ACKNOWLEDGED_IS_JOURNALED,
  /** The CRM takes each call at most once, under whatever id. */
  ONE_EFFECT,
  /** No window of any limit is exceeded, as the CRM counts arrivals. */
  WITHIN_LIMITS,
  /** A task that is logged, rejected or abandoned stays so. */
  FINAL_STAYS,
  /** The completeness equation closes. */
  EQUATION_CLOSES,
  /** A call log, and what updates make of it, say what the sources say that were received. */
  RIGHT_CONTENT,
  /** The same events in another order make the same call logs. */
  ORDER_IS_NOTHING,
  /** Each call that ended is in the CRM, or stopped or excluded for a reason that is true. */
  ACCOUNTED_FOR,
  /** A step ends without a failure that nobody planned. */
  NO_SURPRISE
}
