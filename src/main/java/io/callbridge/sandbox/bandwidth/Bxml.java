package io.callbridge.sandbox.bandwidth;

import java.io.StringReader;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
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

  /**
   * A transfer to one number.
   *
   * @param disconnectTarget null: its end is not reported
   */
  record Transfer(String callerId, String number, Webhook.Target disconnectTarget) {}

  /** Empty if there is none. */
  static Optional<Transfer> transferIn(String text) {
    try {
      XMLStreamReader xml = XML.createXMLStreamReader(new StringReader(text));
      String callerId = null;
      while (xml.hasNext()) {
        if (xml.next() != XMLStreamConstants.START_ELEMENT) {
          continue;
        }
        if (xml.getLocalName().equals("Transfer")) {
          callerId = xml.getAttributeValue(null, "transferCallerId");
        } else if (xml.getLocalName().equals("PhoneNumber")) {
          String url = xml.getAttributeValue(null, "transferDisconnectUrl");
          var target =
              url == null
                  ? null
                  : new Webhook.Target(
                      url,
                      "POST",
                      xml.getAttributeValue(null, "username"),
                      xml.getAttributeValue(null, "password"));
          return Optional.of(new Transfer(callerId, xml.getElementText().strip(), target));
        }
      }
    } catch (XMLStreamException notWellFormed) {
      return Optional.empty();
    }
    return Optional.empty();
  }

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
