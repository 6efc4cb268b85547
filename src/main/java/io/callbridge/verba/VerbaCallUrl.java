package io.callbridge.verba;

import java.util.Map;

/**
 * The answer to a look-up.
 *
 * @param status HTTP status
 * @param mediaType null for JSON
 * @param text the link, the recorder's own answer, or what went wrong
 */
record VerbaCallUrl(int status, String mediaType, String text) {

  public boolean isProblem() {
    return status != 200;
  }

  public boolean isJson() {
    return mediaType == null;
  }

  public Map<String, String> toJson() {
    return Map.of("url", text);
  }
}
