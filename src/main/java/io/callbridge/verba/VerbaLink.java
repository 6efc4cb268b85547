package io.callbridge.verba;

import io.callbridge.verba.VerbaSettings.Account;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A link as the recorder sent it, and whether anybody may see it (contracts/verba.md, sections 4.1
 * rule 7, and 7): only to an allowed host, and never with anything in it that logs somebody in.
 */
final class VerbaLink {

  private static final Pattern SECRET =
      Pattern.compile(
          "token|api_?key|(^|[^a-z])sso|passw|username|sessionid|ticket|credential|secret");
  private static final Pattern ID =
      Pattern.compile("[?&](?:ccdrid|ccdr_id|callid|cid)=([^&#]+)", Pattern.CASE_INSENSITIVE);

  private final String text;
  private final Account account;

  VerbaLink(String text, Account account) {
    this.text = text;
    this.account = account;
  }

  /** The link that the recorder's pages have for a recording (section 7). */
  static VerbaLink toDetails(String callId, Account account) {
    String api = account.apiUrl();
    String id = URLEncoder.encode(callId, StandardCharsets.UTF_8);
    return new VerbaLink(
        api.substring(0, api.length() - "/api".length()) + "/gwtCallDetail.do?ccdrId=" + id,
        account);
  }

  /** Why nobody may see it; empty if all is well. */
  Optional<String> objection() {
    return addressObjection()
        .or(
            () ->
                isSecret()
                    ? Optional.of("the recorder's link would log somebody in")
                    : Optional.empty());
  }

  /** The same, whatever its parameters are. */
  Optional<String> addressObjection() {
    URI uri;
    try {
      uri = new URI(text.replaceAll("[|\\[\\]{}^`\\\\]", "_"));
    } catch (URISyntaxException noAddress) {
      return Optional.of("the recorder's link is no address");
    }
    if (uri.getScheme() == null
        || !uri.getScheme().toLowerCase(Locale.ROOT).matches("https?")
        || uri.getRawAuthority() == null) {
      return Optional.of("the recorder's link is no http address");
    }
    if (!account.hostsOfLinks().contains(host(uri))) {
      return Optional.of(
          "the recorder's link points to %s, which is not among the allowed hosts"
              .formatted(host(uri)));
    }
    return Optional.empty();
  }

  boolean isSame(VerbaLink other) {
    return text.equals(other.text);
  }

  /** As people may see it. */
  String shown() {
    String publicUrl = account.publicUrl();
    if (publicUrl == null || publicUrl.isBlank()) {
      return text;
    }
    return publicUrl + text.replaceFirst("^[^:]+://[^/?#]*", "");
  }

  /** The recording's id, if the link names it. */
  Optional<String> callId() {
    Matcher id = ID.matcher(text);
    return id.find() ? Optional.of(decode(id.group(1))) : Optional.empty();
  }

  /**
   * The host in lower case, also one that {@link URI#getHost} doesn't take for a name; with what
   * stands before an {@code @}, so that such an address is never among the allowed ones.
   */
  static String host(URI uri) {
    return uri.getRawAuthority().replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
  }

  /** By the names of its parameters, however often encoded, and by the account's own secrets. */
  private boolean isSecret() {
    String plain = text;
    for (int i = 0; i < 3; i++) {
      if (hasSecret(plain)) {
        return true;
      }
      plain = decode(plain);
    }
    return hasSecret(plain);
  }

  private boolean hasSecret(String plain) {
    String lower = plain.toLowerCase(Locale.ROOT);
    if (lower.contains("extssologin") || contains(plain, account.apiKey())) {
      return true;
    }
    for (String part : lower.split("[?&;#]")) {
      int equals = part.indexOf('=');
      if (equals > 0 && SECRET.matcher(part.substring(0, equals)).find()) {
        return true;
      }
    }
    return account.hasLogin() && contains(plain, account.password());
  }

  private static boolean contains(String text, String secret) {
    return secret.length() > 5 && text.contains(secret);
  }

  private static String decode(String encoded) {
    try {
      return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException badEscape) {
      return encoded;
    }
  }

  /** Keeps a token that may be in it out of logs. */
  @Override
  public String toString() {
    return "link";
  }
}
