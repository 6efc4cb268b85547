package io.callbridge.broadbanddynamics;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.callbridge.call.UnreadableEventException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * The request's body before it is unmarshalled: its media type decides, there is no sniffing
 * (contracts/broadband-dynamics.md, section 3.2).
 */
@Component
class BroadbandDynamicsBody {

  private static final Set<String> JSON = Set.of("application/json", "text/json");
  private static final Set<String> XML = Set.of("application/xml", "text/xml");
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final ObjectMapper FIELDS =
      JsonMapper.builder().enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES).build();
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  public boolean isJson(String contentType) {
    return JSON.contains(essence(contentType));
  }

  public boolean isXml(String contentType) {
    return XML.contains(essence(contentType));
  }

  public boolean isForm(String contentType) {
    return FORM.equals(essence(contentType));
  }

  /**
   * The body as text, by the charset of the media type, UTF-8 without one.
   *
   * @throws UnreadableEventException if there is none, or its bytes are no such text
   */
  public String toText(byte[] raw, String contentType) {
    if (raw == null || raw.length == 0) {
      throw new UnreadableEventException("the body is empty");
    }
    Charset charset = charset(contentType, StandardCharsets.UTF_8);
    try {
      String text = charset.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException damaged) {
      throw new UnreadableEventException("the body is not valid " + charset, damaged);
    }
  }

  /**
   * The body for an XML reader: text where the media type names a charset, else the bytes, whose
   * declaration says it.
   */
  public Object toXml(byte[] raw, String contentType) {
    return raw != null && raw.length > 0 && charset(contentType, null) == null
        ? raw
        : toText(raw, contentType);
  }

  /**
   * @param text name-value pairs as a browser's form sends them
   * @param contentType whose charset is also that of the percent-encoding, UTF-8 without one
   * @throws UnreadableEventException if it is nothing of the kind
   */
  public BroadbandDynamicsCallStatus fromForm(String text, String contentType) {
    Charset charset = charset(contentType, StandardCharsets.UTF_8);
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : text.strip().split("&")) {
      int equals = pair.indexOf('=');
      if (equals < 0) {
        throw new UnreadableEventException("the form has a part without '='");
      }
      fields.put(
          decode(pair.substring(0, equals), charset), decode(pair.substring(equals + 1), charset));
    }
    return FIELDS.convertValue(fields, BroadbandDynamicsCallStatus.class);
  }

  private static String decode(String encoded, Charset charset) {
    try {
      return URLDecoder.decode(encoded, charset);
    } catch (IllegalArgumentException badEscape) {
      throw new UnreadableEventException("the form is badly encoded", badEscape);
    }
  }

  private static String essence(String contentType) {
    MediaType type = parse(contentType);
    return type == null ? "" : type.getType() + "/" + type.getSubtype();
  }

  private static Charset charset(String contentType, Charset otherwise) {
    MediaType type = parse(contentType);
    return type == null || type.getCharset() == null ? otherwise : type.getCharset();
  }

  /** Null for what is no media type, which one with an unknown charset isn't either. */
  private static MediaType parse(String contentType) {
    try {
      return contentType == null || contentType.isBlank()
          ? null
          : MediaType.parseMediaType(contentType);
    } catch (InvalidMediaTypeException nonsense) {
      return null;
    }
  }
}
