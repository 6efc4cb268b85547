package io.callbridge.broadbanddynamics;

import com.ctc.wstx.stax.WstxInputFactory;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.xml.XmlFactory;
import com.fasterxml.jackson.dataformat.xml.XmlMapper;
import java.io.InputStream;
import java.io.Reader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.transform.Source;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.util.StreamReader2Delegate;

/**
 * An XML mapper that refuses any DOCTYPE, any root but the expected one, and anything behind it.
 * Jackson alone skips the first and doesn't look at the others.
 */
final class StrictXml {

  private StrictXml() {}

  static XmlMapper mapper(String root) {
    var factory = new Factory(root);
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return XmlMapper.builder(new XmlFactory(factory))
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
  }

  private static final class Factory extends WstxInputFactory {

    private final String root;

    Factory(String root) {
      this.root = root;
    }

    @Override
    public XMLStreamReader createXMLStreamReader(InputStream in) throws XMLStreamException {
      return strict(super.createXMLStreamReader(in));
    }

    @Override
    public XMLStreamReader createXMLStreamReader(InputStream in, String encoding)
        throws XMLStreamException {
      return strict(super.createXMLStreamReader(in, encoding));
    }

    @Override
    public XMLStreamReader createXMLStreamReader(String systemId, InputStream in)
        throws XMLStreamException {
      return strict(super.createXMLStreamReader(systemId, in));
    }

    @Override
    public XMLStreamReader createXMLStreamReader(Reader in) throws XMLStreamException {
      return strict(super.createXMLStreamReader(in));
    }

    @Override
    public XMLStreamReader createXMLStreamReader(String systemId, Reader in)
        throws XMLStreamException {
      return strict(super.createXMLStreamReader(systemId, in));
    }

    /** The one that Jackson takes for bytes. */
    @Override
    public XMLStreamReader createXMLStreamReader(Source source) throws XMLStreamException {
      return strict(super.createXMLStreamReader(source));
    }

    private XMLStreamReader strict(XMLStreamReader reader) {
      return new StrictReader(reader, root);
    }
  }

  private static final class StrictReader extends StreamReader2Delegate {

    private final String root;
    private int depth;

    StrictReader(XMLStreamReader reader, String root) {
      super((XMLStreamReader2) reader);
      this.root = root;
    }

    @Override
    public int next() throws XMLStreamException {
      int event = super.next();
      if (event == DTD) {
        throw new XMLStreamException("a DOCTYPE is not accepted", getLocation());
      }
      if (event == START_ELEMENT && depth++ == 0 && !root.equals(getLocalName())) {
        throw new XMLStreamException("the root element is not " + root, getLocation());
      }
      return event;
    }
  }
}
