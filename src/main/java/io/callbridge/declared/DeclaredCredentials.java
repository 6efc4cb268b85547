package io.callbridge.declared;

import io.callbridge.call.RefusedSenderException;
import io.callbridge.call.UnknownAccountException;
import io.callbridge.declared.Sender.Scheme;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Who may report calls of a declared provider: the account must exist, and the sender show what the
 * provider's table asks for.
 */
@Component
class DeclaredCredentials {

  private static final Pattern PATH = Pattern.compile(".*/([^/]+)/events/?");
  private static final String BASIC = "basic ";
  private static final String CHALLENGE = "Basic realm=\"callbridge\", charset=\"UTF-8\"";

  private final Providers providers;

  DeclaredCredentials(Providers providers) {
    this.providers = providers;
  }

  /**
   * @param provider as it is declared
   * @param rawPath {@code …/{account}/events}, still percent-encoded
   * @param rawQuery may be null
   * @param headers of the request, by names whose case doesn't count
   * @param body the bytes that came; may be null
   * @return the account's name
   * @throws UnknownAccountException if no such provider or account is configured
   * @throws RefusedSenderException if the sender doesn't show what it must
   */
  public String check(
      String provider, String rawPath, String rawQuery, Map<String, Object> headers, byte[] body) {
    String name = accountIn(rawPath);
    Sender sender = providers.provider(provider).sender();
    Account account = providers.account(provider, name);
    boolean shown =
        switch (sender.scheme()) {
          case NONE -> true;
          case BASIC -> showsBasic(account, text(headers, "Authorization"));
          case SECRET -> showsSecret(sender, account, rawQuery, headers);
          case HMAC ->
              new Signature(sender, account)
                  .isValid(text(headers, sender.header()), rawPath, rawQuery, body);
        };
    if (!shown) {
      throw sender.scheme() == Scheme.BASIC
          ? new RefusedSenderException("the webhook credentials are missing or wrong", CHALLENGE)
          : new RefusedSenderException(
              sender.scheme() == Scheme.HMAC
                  ? "the signature is missing or wrong"
                  : "the secret is missing or wrong");
    }
    return name;
  }

  private static boolean showsBasic(Account account, String authorization) {
    if (authorization == null || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return false;
    }
    try {
      byte[] shown = Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip());
      return account.basic().isAmong(new String(shown, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  private static boolean showsSecret(
      Sender sender, Account account, String rawQuery, Map<String, Object> headers) {
    String header = sender.header() == null ? Sender.SECRET_HEADER : sender.header();
    String fromHeader = text(headers, header);
    String fromQuery =
        UriComponentsBuilder.newInstance()
            .query(rawQuery)
            .build()
            .getQueryParams()
            .getFirst("secret");
    return account.secrets().isAmong(fromHeader, decode(fromQuery));
  }

  private static String accountIn(String rawPath) {
    Matcher path = PATH.matcher(rawPath == null ? "" : rawPath);
    return path.matches() ? decode(path.group(1)) : "";
  }

  /** As it is, if it is badly encoded. */
  private static String decode(String encoded) {
    try {
      return encoded == null ? null : UriUtils.decode(encoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException badEscape) {
      return encoded;
    }
  }

  private static String text(Map<String, Object> headers, String name) {
    return headers.get(name) instanceof String text ? text : null;
  }
}
