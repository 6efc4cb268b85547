package io.callbridge.sandbox.bandwidth;

import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Looks at BXML as far as the simulator understands it. */
final class Bxml {

  private static final XMLInputFactory XML = XMLInputFactory.newInstance();

  static {
    XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
  }

  private Bxml() {}

  /** The name of the root element; empty if it isn't well-formed XML. */
  static String rootOf(String text) {
    try {
      XMLStreamReader xml = XML.createXMLStreamReader(new StringReader(text));
      xml.nextTag();
      String root = xml.getLocalName();
      while (xml.hasNext()) {
        xml.next();
      }
      return root;
    } catch (XMLStreamException notWellFormed) {
      return "";
    }
  }
}
