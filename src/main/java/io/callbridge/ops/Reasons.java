package io.callbridge.ops;

import org.springframework.stereotype.Component;

/** Says why a request could not be used. */
@Component
class Reasons {

  /** The failure's own words, without those that the routes have wrapped around it. */
  public String of(Throwable failure) {
    Throwable own = failure;
    while (own.getClass().getName().startsWith("org.apache.camel.") && own.getCause() != null) {
      own = own.getCause();
    }
    return own.getMessage() != null ? own.getMessage() : own.toString();
  }
}
