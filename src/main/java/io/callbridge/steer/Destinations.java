package io.callbridge.steer;

import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whom an account's calls may reach; every key is explained in {@code config/README.md}.
 *
 * @param allowed beginnings of numbers in full, with {@code +}; empty: the account's own country
 * @param forbidden the same; where both fit, the longer one decides
 * @param sipHosts hosts of SIP addresses; empty: none
 * @param urlHosts hosts that may say how a call goes on; empty: any
 * @param featureCodes such as {@code *98}, exact; empty: none
 */
public record Destinations(
    @DefaultValue List<String> allowed,
    @DefaultValue List<String> forbidden,
    @DefaultValue List<String> sipHosts,
    @DefaultValue List<String> urlHosts,
    @DefaultValue List<String> featureCodes) {

  static final Destinations SAFE =
      new Destinations(List.of(), List.of(), List.of(), List.of(), List.of());

  public Destinations {
    checkPrefixes("allowed", allowed);
    checkPrefixes("forbidden", forbidden);
  }

  private static void checkPrefixes(String name, List<String> prefixes) {
    for (String prefix : prefixes) {
      if (!prefix.matches("\\+[0-9]{1,15}")) {
        throw new IllegalArgumentException(
            "destinations.%s has '%s', which does not begin with + and a country code"
                .formatted(name, prefix));
      }
    }
  }
}
