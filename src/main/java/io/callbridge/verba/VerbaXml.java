package io.callbridge.verba;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads an answer's XML into a flat list of elements in the order in which they begin, so that it
 * doesn't matter whether the payload stands beside or inside {@code Response} (contracts/verba.md,
 * sections 4.1 and 9).
 */
final class VerbaXml {

  /** Nobody needs a DOCTYPE to name a call, and it is where entities come from. */
  private static final Pattern DOCTYPE = Pattern.compile("<!(DOCTYPE|ENTITY)\\b");

  private static final XMLInputFactory FACTORY = hardened();

  private VerbaXml() {}

  /**
   * @return the elements; those of malformed XML too, as far as they can be told. Empty if the text
   *     is no XML at all, or has a DOCTYPE
   */
  static List<VerbaElement> read(String text) {
    if (text.indexOf('<') < 0 || DOCTYPE.matcher(text).find()) {
      return List.of();
    }
    return parse(text).orElseGet(() -> VerbaTags.read(text));
  }

  private static Optional<List<VerbaElement>> parse(String text) {
    try {
      XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(text.strip()));
      try {
        return Optional.of(elements(reader));
      } finally {
        reader.close();
      }
    } catch (XMLStreamException | RuntimeException malformed) {
      return Optional.empty();
    }
  }

  private static List<VerbaElement> elements(XMLStreamReader reader) throws XMLStreamException {
    List<Open> all = new ArrayList<>();
    Deque<Open> open = new ArrayDeque<>();
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          open.push(new Open(reader.getLocalName(), attributes(reader), new StringBuilder()));
          all.add(open.peek());
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (!open.isEmpty()) {
            open.peek().text().append(reader.getText());
          }
        }
        case XMLStreamConstants.END_ELEMENT -> open.pop();
        default -> {
          // comments and the like say nothing
        }
      }
    }
    return all.stream()
        .map(e -> new VerbaElement(e.name(), e.attributes(), e.text().toString().strip()))
        .toList();
  }

  private static Map<String, String> attributes(XMLStreamReader reader) {
    Map<String, String> attributes = new HashMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    return attributes;
  }

  private static XMLInputFactory hardened() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  private record Open(String name, Map<String, String> attributes, StringBuilder text) {}
}
