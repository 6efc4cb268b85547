package io.callbridge.steer;

import com.fasterxml.jackson.databind.JsonNode;
import io.callbridge.Bridge;
import io.callbridge.FullApplication;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Asks the running bridge to steer calls. */
record SteeredBridge(Bridge bridge, String user) {

  /**
   * @param mediaType null for a request without a body
   * @param headers names and values in turn
   */
  HttpResponse<String> ask(
      String method, String path, String mediaType, String body, String... headers) {
    List<String> all = new ArrayList<>(List.of("Authorization", login(user)));
    all.addAll(List.of(headers));
    return bridge.send(
        bridge
            .request(path, mediaType, all.toArray(String[]::new))
            .method(
                method, mediaType == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build());
  }

  HttpResponse<String> json(String method, String path, String body, String... headers) {
    return ask(method, path, "application/json", body, headers);
  }

  HttpResponse<String> get(String path) {
    return ask("GET", path, null, "");
  }

  /** The newest line of the trail that fits. */
  JsonNode lastCommand(String query) {
    return Bridge.json(get("/api/commands?size=1&" + query).body()).at("/items/0");
  }

  static String login(String user) {
    String login = user + ":" + FullApplication.PASSWORD;
    return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
  }
}
