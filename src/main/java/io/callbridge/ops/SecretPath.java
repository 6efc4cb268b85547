package io.callbridge.ops;

import io.callbridge.call.PhoneNumber;
import org.springframework.stereotype.Component;

/** Some senders can only be given an address, so the last part of theirs is a secret. */
@Component
class SecretPath {

  private final WebhookPaths paths;

  SecretPath(WebhookPaths paths) {
    this.paths = paths;
  }

  /**
   * The path for the store.
   *
   * @param uri a request's path, still percent-encoded
   * @return with stars for its last part, if that is a secret
   */
  public String mask(String uri) {
    return paths.hasSecret(uri) ? uri.substring(0, uri.lastIndexOf('/') + 1) + "***" : uri;
  }

  /** The path for logs: with neither secrets nor numbers. */
  public String forLog(String uri) {
    return PhoneNumber.maskIn(mask(uri));
  }
}
