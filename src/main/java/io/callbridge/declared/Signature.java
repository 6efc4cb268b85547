package io.callbridge.declared;

import io.callbridge.declared.Sender.Encoding;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature of a webhook: an HMAC of what the table names, in its order. */
final class Signature {

  private final Sender sender;
  private final Account account;

  Signature(Sender sender, Account account) {
    this.sender = sender;
    this.account = account;
  }

  /**
   * Whether it is the right one, found out in a time that doesn't depend on where it differs.
   *
   * @param shown may be null
   * @param rawPath of the request, which may have lost a slash at its end
   * @param body may be null
   */
  boolean isValid(String shown, String rawPath, String rawQuery, byte[] body) {
    byte[] signature = decode(shown);
    return signature.length > 0
        && Stream.of(account.secret(), account.previousSecret())
            .filter(key -> !key.isEmpty())
            .anyMatch(key -> isSignedWith(key, signature, rawPath, rawQuery, body));
  }

  private boolean isSignedWith(
      String key, byte[] signature, String rawPath, String rawQuery, byte[] body) {
    return addresses(rawPath, rawQuery)
        .anyMatch(address -> MessageDigest.isEqual(hmac(key, address, body), signature));
  }

  /** Providers differ in whether they sign a port that goes without saying. */
  private Stream<String> addresses(String rawPath, String rawQuery) {
    if (!sender.signs().contains(Sender.Part.URL)) {
      return Stream.of("");
    }
    String query = rawQuery == null || rawQuery.isEmpty() ? "" : "?" + rawQuery;
    URI url = URI.create(account.webhookUrl());
    String named = url.getScheme() + "://" + url.getHost();
    String port = url.getScheme().equals("https") ? ":443" : ":80";
    return Stream.of(account.webhookUrl(), named, named + port)
        .distinct()
        .flatMap(host -> Stream.of(host + rawPath + query, host + rawPath + "/" + query));
  }

  private byte[] hmac(String key, String address, byte[] body) {
    try {
      Mac mac = Mac.getInstance(sender.algorithm().javaName());
      mac.init(
          new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), sender.algorithm().javaName()));
      return mac.doFinal(signed(sender.signs(), address, body == null ? new byte[0] : body));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] signed(List<Sender.Part> parts, String address, byte[] body) {
    var signed = new ByteArrayOutputStream();
    for (Sender.Part part : parts) {
      switch (part) {
        case BODY -> signed.writeBytes(body);
        case URL -> signed.writeBytes(address.getBytes(StandardCharsets.UTF_8));
        case FIELDS ->
            Body.fieldsOf(body)
                .forEach(
                    (name, values) ->
                        values.forEach(
                            value ->
                                signed.writeBytes(
                                    (name + value).getBytes(StandardCharsets.UTF_8))));
      }
    }
    return signed.toByteArray();
  }

  private byte[] decode(String shown) {
    if (shown == null || !shown.startsWith(sender.prefix())) {
      return new byte[0];
    }
    String text = shown.substring(sender.prefix().length()).strip();
    try {
      return sender.encoding() == Encoding.HEX
          ? HexFormat.of().parseHex(text)
          : Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException noSignature) {
      return new byte[0];
    }
  }
}
