package io.callbridge.declared;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a sender shows that it is the provider.
 *
 * @param scheme null if nothing is said, which is a mistake
 * @param header with the secret or the signature; null for {@code X-Callbridge-Secret} and a
 *     mistake for a signature
 * @param algorithm of a signature
 * @param encoding of a signature
 * @param prefix what stands before a signature, such as {@code sha256=}
 * @param signs what is signed, one after the other
 */
record Sender(
    Scheme scheme,
    String header,
    @DefaultValue("SHA256") Algorithm algorithm,
    @DefaultValue("HEX") Encoding encoding,
    @DefaultValue("") String prefix,
    @DefaultValue("BODY") List<Part> signs) {

  static final String SECRET_HEADER = "X-Callbridge-Secret";

  /** What the sender shows. */
  enum Scheme {
    /** Nothing: anybody may report. */
    NONE,
    BASIC,
    /** A header or {@code ?secret=}. */
    SECRET,
    HMAC
  }

  /** The hash of an HMAC. */
  enum Algorithm {
    SHA1,
    SHA256,
    SHA512;

    String javaName() {
      return "Hmac" + name();
    }
  }

  /** How a signature is written. */
  enum Encoding {
    HEX,
    BASE64
  }

  /** A part of what is signed. */
  enum Part {
    /** The bytes of the body. */
    BODY,
    /** The address as the provider has it, with its query. */
    URL,
    /** The fields of a form: names and values, without anything between them, sorted by name. */
    FIELDS
  }

  List<String> mistakes(Body.Form form) {
    List<String> mistakes = new ArrayList<>();
    if (scheme == null) {
      mistakes.add(
          "needs 'scheme': basic, secret or hmac; none, if anybody may report calls, must be said");
    }
    if (scheme == Scheme.HMAC && (header == null || header.isBlank())) {
      mistakes.add("needs 'header', the name of the header with the signature");
    }
    if (signs.isEmpty() || Collections.frequency(signs, Part.BODY) > 1) {
      mistakes.add("has 'signs' that can't be: body, url, fields or several of them");
    }
    if (signs.contains(Part.FIELDS) && form != Body.Form.FORM) {
      mistakes.add("signs fields, which only a form has");
    }
    return mistakes;
  }

  /** Why an account can't do with what it has; nothing if it can. */
  List<String> missing(Account account) {
    List<String> missing = new ArrayList<>();
    if (scheme == Scheme.BASIC && (account.username().isBlank() || account.password().isBlank())) {
      missing.add("needs 'username' and 'password', what the provider shows (Basic)");
    }
    if ((scheme == Scheme.SECRET || scheme == Scheme.HMAC) && account.secret().isBlank()) {
      missing.add(
          "needs 'secret', "
              + (scheme == Scheme.HMAC ? "the key of the signatures" : "what the provider shows"));
    }
    if (scheme == Scheme.HMAC && signs.contains(Part.URL) && account.webhookUrl() == null) {
      missing.add("needs 'webhook-url', this bridge as the provider reaches it, as it signs that");
    }
    return missing;
  }
}
