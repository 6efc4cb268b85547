package io.callbridge.declared;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.callbridge.call.UnreadableEventException;
import io.callbridge.call.UnsupportedMediaTypeException;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** A webhook's body, read. */
sealed interface Body {

  /**
   * The text of a plain value as it stands in the body.
   *
   * @param source the name of a field, or a JSON pointer
   */
  Optional<String> value(String source);

  /** What bodies are written in. */
  enum Form {
    FORM,
    JSON;

    /**
     * @throws UnsupportedMediaTypeException if the media type is another one
     * @throws UnreadableEventException if the body is nothing of the kind
     */
    Body read(String mediaType, byte[] raw) {
      if (!isMediaType(mediaType)) {
        throw new UnsupportedMediaTypeException(
            this == JSON ? "the body must be JSON" : "the body must be a form");
      }
      if (raw == null || raw.length == 0) {
        throw new UnreadableEventException("the body is empty");
      }
      return this == JSON ? JsonBody.read(raw) : FormBody.read(raw);
    }

    /** Why no value can be fetched from there. */
    Optional<String> whyNot(String source) {
      if (this == FORM) {
        return source.isBlank() ? Optional.of("it is empty") : Optional.empty();
      }
      try {
        return JsonPointer.compile(source).matches()
            ? Optional.of("it is empty")
            : Optional.empty();
      } catch (IllegalArgumentException noPointer) {
        return Optional.of("'%s' is no JSON pointer such as /call/id".formatted(source));
      }
    }

    private boolean isMediaType(String mediaType) {
      try {
        MediaType type = MediaType.parseMediaType(mediaType == null ? "" : mediaType);
        return this == FORM
            ? type.equalsTypeAndSubtype(MediaType.APPLICATION_FORM_URLENCODED)
            : List.of("application/json", "text/json")
                    .contains(type.getType() + "/" + type.getSubtype())
                || "json".equals(type.getSubtypeSuffix());
      } catch (InvalidMediaTypeException nonsense) {
        return false;
      }
    }
  }

  /** The fields of a form, each with its values, all sorted as signatures want them. */
  record FormBody(SortedMap<String, SortedSet<String>> fields) implements Body {

    static FormBody read(byte[] raw) {
      var fields = new TreeMap<String, SortedSet<String>>();
      for (String pair : text(raw).strip().split("&")) {
        int equals = pair.indexOf('=');
        if (equals < 0) {
          throw new UnreadableEventException("the form has a part without '='");
        }
        fields
            .computeIfAbsent(decode(pair.substring(0, equals)), name -> new TreeSet<>())
            .add(decode(pair.substring(equals + 1)));
      }
      return new FormBody(fields);
    }

    @Override
    public Optional<String> value(String source) {
      return Optional.ofNullable(fields.get(source)).map(SortedSet::first);
    }

    private static String text(byte[] raw) {
      try {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
      } catch (CharacterCodingException damaged) {
        throw new UnreadableEventException("the form is not valid UTF-8", damaged);
      }
    }

    private static String decode(String encoded) {
      try {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
      } catch (IllegalArgumentException badEscape) {
        throw new UnreadableEventException("the form is badly encoded", badEscape);
      }
    }
  }

  /** A JSON object. */
  record JsonBody(JsonNode root) implements Body {

    private static final JsonMapper JSON =
        JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Beyond which a number is longer than any that is meant. */
    private static final int LARGEST_SCALE = 100;

    static JsonBody read(byte[] raw) {
      try {
        JsonNode root = JSON.readTree(raw);
        if (!root.isObject()) {
          throw new UnreadableEventException("the body is no JSON object");
        }
        return new JsonBody(root);
      } catch (IOException noJson) {
        throw new UnreadableEventException("the body is not JSON", noJson);
      }
    }

    @Override
    public Optional<String> value(String source) {
      JsonNode value = root.at(source);
      if (!value.isValueNode() || value.isNull()) {
        return Optional.empty();
      }
      return Optional.of(value.isBigDecimal() ? plain(value.decimalValue()) : value.asText());
    }

    private static String plain(BigDecimal number) {
      return Math.abs((long) number.scale()) > LARGEST_SCALE
          ? number.toString()
          : number.toPlainString();
    }
  }

  /** The fields of a form body; none if it is another one, or can't be read. */
  static Map<String, SortedSet<String>> fieldsOf(byte[] raw) {
    try {
      return raw == null || raw.length == 0 ? Map.of() : FormBody.read(raw).fields();
    } catch (UnreadableEventException noForm) {
      return Map.of();
    }
  }
}
