package io.callbridge.sandbox.vonage;

import java.net.URI;
import java.util.Map;

/** Whoever receives the webhooks. */
interface Receiver {

  /**
   * @return the HTTP status; 0 if there was no answer in time
   */
  int deliver(URI url, String body, Map<String, String> headers);
}
