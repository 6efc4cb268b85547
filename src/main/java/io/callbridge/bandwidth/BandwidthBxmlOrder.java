package io.callbridge.bandwidth;

import io.callbridge.steer.CommandRequest;
import io.callbridge.steer.Fault;
import io.callbridge.steer.Guard;
import io.callbridge.steer.RefusedCommandException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * BXML that is to replace what a call is doing (contracts/bandwidth.md, section 3.6).
 *
 * @param text in UTF-8 whatever the provider is told, as nothing else is taken
 */
record BandwidthBxmlOrder(String text, List<Element> verbs) {

  private static final Set<String> TYPES = Set.of("application/xml", "text/xml");
  private static final Set<String> ROOTS = Set.of("Bxml", "Response");

  private static final Pattern CREDENTIAL =
      Pattern.compile("(?i)((?:username|password)\\s*=\\s*[\"'])[^\"']*([\"'])");

  /** Verbs whose text is whom to call. */
  private static final Set<String> PARTIES = Set.of("PhoneNumber", "SipUri");

  /** Attributes that name whom to call, by verb; as in older editions of BXML. */
  private static final Map<String, Set<String>> PARTY_ATTRIBUTES =
      Map.of("Forward", Set.of("to"), "Call", Set.of("to"), "Transfer", Set.of("to", "transferTo"));

  /**
   * @throws RefusedCommandException if it is no BXML that could be checked
   */
  static BandwidthBxmlOrder read(CommandRequest request) {
    String type = request.mediaType() == null ? "" : request.mediaType();
    if (!TYPES.contains(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))) {
      throw RefusedCommandException.of(415, "The body must be application/xml.");
    }
    String text = utf8(request.body());
    Document document = parse(text);
    Element root = document.getDocumentElement();
    if (!ROOTS.contains(root.getNodeName())) {
      throw refused("must have the root Bxml or Response, not " + root.getNodeName());
    }
    String encoding = document.getXmlEncoding();
    if (encoding != null && !encoding.equalsIgnoreCase("UTF-8")) {
      throw refused("must be in UTF-8");
    }
    var elements = root.getElementsByTagName("*");
    return new BandwidthBxmlOrder(
        text,
        IntStream.range(0, elements.getLength())
            .mapToObj(i -> (Element) elements.item(i))
            .toList());
  }

  private static String utf8(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw refused("must be in UTF-8");
    }
  }

  private static Document parse(String text) {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setXIncludeAware(false);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler());
      return builder.parse(new InputSource(new StringReader(text)));
    } catch (SAXException | IOException notXml) {
      throw refused("must be well-formed XML without a DOCTYPE: " + notXml.getMessage());
    } catch (ParserConfigurationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static RefusedCommandException refused(String reason) {
    return RefusedCommandException.invalid(List.of(new Fault("body", reason)));
  }

  /** A request's text for the trail, without the credentials that attributes may hold. */
  static String masked(CommandRequest request) {
    return CREDENTIAL
        .matcher(new String(request.body(), StandardCharsets.UTF_8))
        .replaceAll("$1***$2");
  }

  /** Whether it calls somebody, or hands the call to an address that may. */
  boolean dials() {
    return verbs.stream()
        .anyMatch(
            verb ->
                Set.of("Transfer", "Redirect", "Forward", "Call").contains(verb.getNodeName())
                    || PARTIES.contains(verb.getNodeName()));
  }

  /** Has the guard look at everybody whom it calls, and at the addresses that may say more. */
  void guard(Guard guard) {
    for (Element verb : verbs) {
      String name = verb.getNodeName();
      if (PARTIES.contains(name)) {
        guard.numberOrSip(name, verb.getTextContent());
      }
      attributes(verb)
          .forEach(
              attribute -> {
                if (PARTY_ATTRIBUTES.getOrDefault(name, Set.of()).contains(attribute.getName())) {
                  guard.numberOrSip(name + " " + attribute.getName(), attribute.getValue());
                }
                if (attribute.getName().endsWith("Url")
                    && attribute.getValue().matches("(?i)[a-z]+:.*|//.*")) {
                  guard.url(name + " " + attribute.getName(), attribute.getValue());
                }
              });
    }
  }

  private static Stream<Attr> attributes(Element verb) {
    var attributes = verb.getAttributes();
    return IntStream.range(0, attributes.getLength())
        .mapToObj(attributes::item)
        .filter(node -> node.getNodeType() == Node.ATTRIBUTE_NODE)
        .map(Attr.class::cast);
  }
}
