package io.callbridge.vonage;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of a webhook: HMAC-SHA256 of its {@code event}, in hexadecimal digits. Which
 * canonical form is signed is not certain, so any of three may match (contracts/vonage.md, section
 * 7).
 */
final class VonageSignature {

  private static final String ALGORITHM = "HmacSHA256";
  private static final JsonMapper EXACT =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();
  private static final ObjectWriter COMPACT = EXACT.writer();
  private static final ObjectWriter BLANK_AFTER_COLON = EXACT.writer(new BlankAfterColon());

  private VonageSignature() {}

  /**
   * Whether the signature is that of the body's event, in a time that doesn't depend on where it
   * differs. Never throws for any body.
   *
   * @param body JSON in UTF-8; may be null
   * @param signature may be null
   * @param key not empty
   */
  static boolean isValid(byte[] body, String signature, String key) {
    byte[] shown = decode(signature);
    return shown.length > 0
        && forms(body).anyMatch(form -> MessageDigest.isEqual(hmac(form, key), shown));
  }

  private static Stream<byte[]> forms(byte[] body) {
    try {
      byte[] event = eventOf(body == null ? new byte[0] : body);
      Object value = EXACT.readValue(event, Object.class);
      return Stream.of(
          event, COMPACT.writeValueAsBytes(value), BLANK_AFTER_COLON.writeValueAsBytes(value));
    } catch (IOException noEvent) {
      return Stream.empty();
    }
  }

  /** The bytes of the member {@code event}, as they stand in the body. */
  private static byte[] eventOf(byte[] body) throws IOException {
    try (JsonParser parser = EXACT.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("no object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isEvent = parser.currentName().equals("event");
        parser.nextToken();
        long start = parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        long end = parser.currentLocation().getByteOffset();
        if (isEvent && start >= 0 && end <= body.length) {
          return Arrays.copyOfRange(body, (int) start, (int) end);
        }
      }
    }
    throw new IOException("no event");
  }

  private static byte[] hmac(byte[] content, String key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return mac.doFinal(content);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] decode(String signature) {
    try {
      return signature == null ? new byte[0] : HexFormat.of().parseHex(signature.strip());
    } catch (IllegalArgumentException notHexadecimal) {
      return new byte[0];
    }
  }

  private static final class BlankAfterColon extends MinimalPrettyPrinter {

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator generator) throws IOException {
      generator.writeRaw(": ");
    }
  }
}
