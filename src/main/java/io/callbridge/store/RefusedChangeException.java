package io.callbridge.store;

import org.springframework.core.NestedExceptionUtils;

/**
 * The store took the other changes of the same commit, and not this one: a rule of its own is
 * against it, so trying again would most likely end the same way.
 */
public class RefusedChangeException extends StoreUnavailableException {

  RefusedChangeException(Throwable cause) {
    super(
        "the store did not take it: "
            + NestedExceptionUtils.getMostSpecificCause(cause).getMessage(),
        cause);
  }
}
