package io.callbridge.vonage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Turns a list's links, which are relative to Vonage's own address, into ones that lead back here.
 *
 * @param path of the list at Vonage
 * @param url of the list as the user reaches it
 */
record VonageLinks(String path, String url) {

  private static final List<String> NAMES =
      List.of("first_page_uri", "next_page_uri", "previous_page_uri");

  /** A link that leads elsewhere is left out. */
  JsonNode rewritten(JsonNode page) {
    if (page instanceof ObjectNode object) {
      for (String name : NAMES) {
        String link = object.path(name).asText("");
        if (link.equals(path) || link.startsWith(path + "?")) {
          object.put(name, url + link.substring(path.length()));
        } else if (!link.isEmpty()) {
          object.putNull(name);
        }
      }
    }
    return page;
  }
}
