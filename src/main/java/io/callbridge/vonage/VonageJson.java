package io.callbridge.vonage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Reads Vonage's JSON. A number and a text are the same to it, since samples and declarations
 * disagree (contracts/vonage.md, section 8): both become the text that came. A value of a wrong
 * kind is no value, and no reason to refuse the rest.
 */
final class VonageJson {

  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.ACCEPT_EMPTY_STRING_AS_NULL_OBJECT)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .addHandler(new Lenient())
          .build();

  private static final int HASH_LENGTH = 32;

  private VonageJson() {}

  /**
   * A hash of what a wire record says, the same for every delivery of the same content.
   *
   * @return 32 hexadecimal digits
   */
  static String contentHash(Object wireRecord) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      byte[] content = MAPPER.writeValueAsString(wireRecord).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(sha256.digest(content)).substring(0, HASH_LENGTH);
    } catch (NoSuchAlgorithmException | JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static final class Lenient extends DeserializationProblemHandler {

    @Override
    public Object handleUnexpectedToken(
        DeserializationContext context,
        JavaType wanted,
        JsonToken found,
        JsonParser parser,
        String message)
        throws IOException {
      parser.skipChildren();
      return null;
    }

    @Override
    public Object handleMissingInstantiator(
        DeserializationContext context,
        Class<?> wanted,
        ValueInstantiator instantiator,
        JsonParser parser,
        String message)
        throws IOException {
      parser.skipChildren();
      return null;
    }
  }
}
