package io.callbridge.verba;

/** By what a recording can be found (contracts/verba.md, section 5). */
enum FindBy {
  /** The provider's call id is the recorder's {@code platformCallID}. */
  PLATFORM_CALL_ID,
  /** The provider's call id is the recorder's {@code nativeID}. */
  NATIVE_ID,
  /** The last call of the agent's extension, if its times fit. */
  EXTENSION,
  /** The recorder's calls around that time, if exactly one fits. */
  SEARCH
}
