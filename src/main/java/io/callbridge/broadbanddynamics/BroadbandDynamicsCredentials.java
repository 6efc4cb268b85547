package io.callbridge.broadbanddynamics;

import io.callbridge.call.RefusedSenderException;
import io.callbridge.call.SharedSecret;
import io.callbridge.call.UnknownAccountException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** Who may report call statuses: the account must exist, and its secret be shown if it has one. */
@Component
class BroadbandDynamicsCredentials {

  private final BroadbandDynamicsSettings settings;

  BroadbandDynamicsCredentials(BroadbandDynamicsSettings settings) {
    this.settings = settings;
  }

  /**
   * The query is read as it came, so that no header can take the place of its parameters.
   *
   * @param rawQuery of the request, which may name the {@code account}, else {@code default}, and
   *     show the {@code secret}; may be null
   * @param fromHeader the secret of the header; may be null
   * @return the account's name
   * @throws UnknownAccountException if no such account is configured
   * @throws RefusedSenderException if the account has a secret and neither shows it
   */
  public String check(String rawQuery, String fromHeader) {
    MultiValueMap<String, String> query =
        UriComponentsBuilder.newInstance().query(rawQuery).build().getQueryParams();
    String name = parameter(query, "account").filter(text -> !text.isBlank()).orElse("default");
    BroadbandDynamicsSettings.Account configured = settings.accounts().get(name);
    if (configured == null) {
      throw new UnknownAccountException("no such Broadband Dynamics account is configured");
    }
    SharedSecret secret = configured.sharedSecret();
    if (secret.isSet() && !secret.isAmong(fromHeader, parameter(query, "secret").orElse(null))) {
      throw new RefusedSenderException("the secret is missing or wrong");
    }
    return name;
  }

  private static Optional<String> parameter(MultiValueMap<String, String> query, String name) {
    return Optional.ofNullable(query.getFirst(name)).map(BroadbandDynamicsCredentials::decode);
  }

  private static String decode(String encoded) {
    try {
      return UriUtils.decode(encoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException badEscape) {
      return encoded;
    }
  }
}
