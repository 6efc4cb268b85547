package io.callbridge.sandbox.broadbanddynamics;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A .NET data contract: its namespace, and its elements in ordinal order (section 3.5). */
final class XmlCallback {

  private static final String NAMESPACE =
      "http://schemas.datacontract.org/2004/07/MA.Routing.Data.Models.BroadbandDynamics";
  private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

  private XmlCallback() {}

  static String write(Callback callback) {
    var text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      xml.writeStartElement("BbdApiCallStatusRequest");
      xml.writeNamespace("i", INSTANCE);
      xml.writeDefaultNamespace(NAMESPACE);
      element(xml, "CallDuration", callback.callDuration());
      element(xml, "CallSid", callback.callSid());
      element(xml, "CallStatus", callback.callStatus());
      element(xml, "CallTimestamp", callback.callTimestamp());
      element(xml, "CallbackSource", Callback.CALLBACK_SOURCE);
      element(xml, "IsVoceCall", true);
      element(xml, "SequenceNumber", callback.sequenceNumber());
      element(xml, "Timestamp", callback.timestamp());
      element(xml, "TimestampAsDate", callback.timestampAsDate());
      element(xml, "To", callback.to());
      xml.writeEndElement();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }

  private static void element(XMLStreamWriter xml, String name, Object value)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(value.toString());
    xml.writeEndElement();
  }
}
