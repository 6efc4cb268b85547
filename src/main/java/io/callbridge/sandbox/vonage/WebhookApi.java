package io.callbridge.sandbox.vonage;

import com.fasterxml.jackson.databind.JsonNode;
import io.callbridge.sandbox.Sandbox;
import io.callbridge.sandbox.SandboxOnly;
import io.callbridge.sandbox.vonage.Webhook.MetadataPolicy;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Registration of webhooks, for the user who is logged in (section 7). */
@SandboxOnly
@RestController("simulatedVonageWebhookApi")
@RequestMapping(
    path = "/simulator/vonage/vis/v1/self/webhooks",
    produces = MediaType.APPLICATION_JSON_VALUE)
class WebhookApi {

  private final VonageSettings settings;
  private final Webhooks webhooks;
  private final Doorkeeper doorkeeper;
  private final Clock clock;

  WebhookApi(
      VonageSettings settings,
      Webhooks webhooks,
      Doorkeeper doorkeeper,
      @Qualifier(Sandbox.CLOCK) Clock clock) {
    this.settings = settings;
    this.webhooks = webhooks;
    this.doorkeeper = doorkeeper;
    this.clock = clock;
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Map<String, Object> create(
      @RequestHeader(required = false) String authorization, @RequestBody JsonNode body) {
    doorkeeper.check(authorization);
    var webhook =
        new Webhook(
            UUID.randomUUID().toString(),
            url(body.path("url").asText("")),
            body.path("signingKey").asText(""),
            policy(body.path("metadataPolicy").asText("NONE")),
            clock.instant(),
            settings.webhooks().life());
    if (!body.path("events").toString().contains("\"CALL\"")) {
      throw wrong("events");
    }
    webhooks.add(webhook);
    return write(webhook);
  }

  @GetMapping
  List<Map<String, Object>> list(@RequestHeader(required = false) String authorization) {
    doorkeeper.check(authorization);
    return webhooks.all().stream().map(this::write).toList();
  }

  @GetMapping("/{id}")
  Map<String, Object> get(
      @PathVariable String id, @RequestHeader(required = false) String authorization) {
    return write(find(id, authorization));
  }

  @PutMapping("/{id}/renew")
  Map<String, Object> renew(
      @PathVariable String id, @RequestHeader(required = false) String authorization) {
    Webhook webhook = find(id, authorization);
    webhook.renew(clock.instant(), settings.webhooks().life());
    return write(webhook);
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable String id, @RequestHeader(required = false) String authorization) {
    webhooks.remove(find(id, authorization).id());
  }

  private Webhook find(String id, String authorization) {
    doorkeeper.check(authorization);
    return webhooks.find(id).orElseThrow(RefusedException::notFound);
  }

  private Map<String, Object> write(Webhook webhook) {
    return webhook.write(Agent.ALL.get(0).userId(), settings.account(), clock.instant());
  }

  private static URI url(String text) {
    try {
      URI url = URI.create(text);
      if (url.getHost() != null) {
        return url;
      }
    } catch (IllegalArgumentException notAnAddress) {
      // refused below
    }
    throw wrong("url");
  }

  private static MetadataPolicy policy(String text) {
    try {
      return MetadataPolicy.valueOf(text);
    } catch (IllegalArgumentException unknown) {
      throw wrong("metadataPolicy");
    }
  }

  private static RefusedException wrong(String field) {
    return new RefusedException(422, Map.of("message", field + " is not usable"));
  }
}
