package io.callbridge.vonage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callbridge.call.Timestamps;
import io.callbridge.vonage.VonageSettings.Account;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * Keeps the webhook of each account's user registered (contracts/vonage.md, section 7): it expires
 * after about ten days, and gets nothing more once it has failed.
 */
@Component
class VonageRegistrations {

  private static final Duration BEFORE_EXPIRY = Duration.ofDays(3);

  private final VonageSettings settings;
  private final VonageAccounts accounts;
  private final InstantSource clock;

  VonageRegistrations(VonageSettings settings, VonageAccounts accounts, InstantSource clock) {
    this.settings = settings;
    this.accounts = accounts;
    this.clock = clock;
  }

  /** The accounts whose webhooks are registered from here. */
  public List<String> accounts() {
    return settings.accounts().entrySet().stream()
        .filter(entry -> entry.getValue().hasOwnWebhook())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Where the user's webhooks are. */
  public String url(String account) {
    return accounts.find(account).visUrl() + "/self/webhooks";
  }

  /** Where one of them is renewed. */
  public String renewUrl(String account, VonageRegistration registration) {
    return url(account) + "/" + encode(registration.id()) + "/renew";
  }

  /**
   * Our registration among the user's.
   *
   * @param body a list, or an object with one somewhere in it
   * @return null if there is none
   * @throws VonageUnavailableException if the body is neither; then nobody knows, and a second
   *     registration would double all events
   */
  public VonageRegistration find(String account, byte[] body) {
    String ours = target(account);
    return read(body).stream()
        .filter(each -> ours.equals(each.url()) && !VonageReading.isBlank(each.id()))
        .findFirst()
        .orElse(null);
  }

  /** Whether it must be renewed, so that no event gets lost. */
  public boolean isDue(VonageRegistration registration) {
    Instant now = clock.instant();
    boolean lasts =
        Timestamps.read(registration.expireAt(), ZoneOffset.UTC, now.plus(Duration.ofDays(365)))
            .filter(now.plus(BEFORE_EXPIRY)::isBefore)
            .isPresent();
    return registration.hasFailed() || !registration.isActive() || !lasts;
  }

  /** The body that registers our webhook. */
  public String toRequest(String account) {
    ObjectNode request = VonageJson.MAPPER.createObjectNode();
    request.put("url", target(account));
    request.putArray("events").add("CALL");
    Account configured = accounts.find(account);
    if (!configured.signingKey().isEmpty()) {
      request.put("signingAlgo", "HMAC_SHA256");
      request.put("signingKey", configured.signingKey());
    }
    request.put("metadataPolicy", "BODY");
    return request.toString();
  }

  private String target(String name) {
    Account account = accounts.find(name);
    return "%s/api/vonage/%s/events/%s"
        .formatted(account.webhookUrl(), encode(name), encode(account.webhookSecret()));
  }

  private static List<VonageRegistration> read(byte[] body) {
    try {
      JsonNode root = VonageJson.MAPPER.readTree(body);
      if (!root.isContainerNode()) {
        throw new IOException("no list");
      }
      List<VonageRegistration> registrations = new ArrayList<>();
      for (JsonNode each : root.findParents("expireAt")) {
        registrations.add(VonageJson.MAPPER.treeToValue(each, VonageRegistration.class));
      }
      return registrations;
    } catch (IOException unreadable) {
      throw new VonageUnavailableException("Vonage's list of webhooks is not readable");
    }
  }

  private static String encode(String segment) {
    return UriUtils.encodePathSegment(segment, StandardCharsets.UTF_8);
  }
}
