package io.callbridge.sandbox.verba;

/** Where the payload of an answer stands: the documentation has both (section 9). */
enum Layout {
  /** After an empty {@code Response}. */
  BESIDE,
  /** Within {@code Response}. */
  INSIDE
}
