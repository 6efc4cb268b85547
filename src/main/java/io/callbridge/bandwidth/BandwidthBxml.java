package io.callbridge.bandwidth;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * What synchronous events are answered with: how the call goes on (contracts/bandwidth.md, section
 * 5.1).
 *
 * <p>Without a setting the answer has no verbs. That is right for an account whose events are only
 * observed; but where nothing else is running, as after {@code initiate} or {@code answer}, it
 * <em>ends the call</em>. So Bandwidth's URLs of those events should point elsewhere, or the
 * account say what happens.
 */
@Component
class BandwidthBxml {

  private static final Logger log = LoggerFactory.getLogger(BandwidthBxml.class);

  static final String NOTHING = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>";

  private final BandwidthSettings settings;
  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  BandwidthBxml(BandwidthSettings settings) {
    this.settings = settings;
  }

  /**
   * The answer to an event.
   *
   * @param account a configured account
   * @param event null where the body was the JSON text {@code null}
   * @return BXML; empty for an event that wants none, as for one that nobody knows
   */
  public String answer(String account, BandwidthEvent event) {
    return BandwidthEventType.of(event == null ? null : event.eventType())
        .filter(BandwidthEventType::isSynchronous)
        .map(type -> answer(account, type))
        .orElse("");
  }

  private String answer(String account, BandwidthEventType type) {
    for (Map.Entry<String, String> own : settings.accounts().get(account).bxml().entrySet()) {
      if (BandwidthEventType.of(own.getKey()).filter(type::equals).isPresent()) {
        return own.getValue();
      }
    }
    boolean endsTheCall = type == BandwidthEventType.INITIATE || type == BandwidthEventType.ANSWER;
    if (endsTheCall && warned.add(account + " " + type)) {
      log.warn(
          "Bandwidth account {} asks how to go on after {}, and an empty Response ends the call:"
              + " set callbridge.bandwidth.accounts.{}.bxml.{}",
          account,
          type.word(),
          account,
          type.word());
    }
    return NOTHING;
  }

  /**
   * @throws IllegalArgumentException if the setting is none that Bandwidth would take
   */
  static void check(String eventType, String bxml) {
    if (BandwidthEventType.of(eventType).filter(BandwidthEventType::isSynchronous).isEmpty()) {
      throw new IllegalArgumentException(
          "bxml.%s: no event of this name is answered with BXML".formatted(eventType));
    }
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler());
      var root = builder.parse(new InputSource(new StringReader(bxml))).getDocumentElement();
      if (!"Response".equals(root.getNodeName())) {
        throw new IllegalArgumentException(
            "bxml.%s: the root element must be Response".formatted(eventType));
      }
    } catch (SAXException | IOException notXml) {
      throw new IllegalArgumentException("bxml.%s is no XML".formatted(eventType), notXml);
    } catch (ParserConfigurationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
