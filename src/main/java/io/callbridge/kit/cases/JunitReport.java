package io.callbridge.kit.cases;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes results as build servers read them. */
final class JunitReport {

  private JunitReport() {}

  static void write(Path file, List<CaseResult> results) throws IOException {
    if (file.toAbsolutePath().getParent() != null) {
      Files.createDirectories(file.toAbsolutePath().getParent());
    }
    try (Writer text = Files.newBufferedWriter(file)) {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", "callbridge cases");
      xml.writeAttribute("tests", String.valueOf(results.size()));
      xml.writeAttribute(
          "failures", String.valueOf(results.stream().filter(each -> !each.isGreen()).count()));
      for (CaseResult result : results) {
        write(xml, result);
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException failed) {
      throw new IOException("can't write " + file, failed);
    }
  }

  private static void write(XMLStreamWriter xml, CaseResult result) throws XMLStreamException {
    String[] name = result.name().split("/", 2);
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", "cases." + name[0]);
    xml.writeAttribute("name", name[1]);
    xml.writeAttribute("time", String.valueOf(result.took().toMillis() / 1000.0));
    if (!result.isGreen()) {
      xml.writeStartElement("failure");
      xml.writeAttribute(
          "message",
          result.error() != null
              ? result.error()
              : result.differences().size() + " fields differ from what is expected");
      xml.writeCharacters(TestReport.words(result));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }
}
