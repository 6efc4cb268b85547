package io.callbridge.bandwidth;

import io.callbridge.call.RefusedSenderException;
import io.callbridge.store.Clicks;
import java.io.StringWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.springframework.stereotype.Component;

/**
 * The events of calls that were ordered with a click. Each order has an address of its own, and
 * only there, only to the call that it became and only for the customer that it names, a call goes
 * on with a transfer.
 */
@Component
class BandwidthClicks {

  private static final Pattern PATH = Pattern.compile(".*/clicks/([0-9a-f]{64})/?");

  /** Nobody lets a phone ring for so long. */
  private static final Duration LONGEST_RINGING = Duration.ofMinutes(15);

  private final BandwidthSettings settings;
  private final Clicks clicks;
  private final InstantSource clock;

  BandwidthClicks(BandwidthSettings settings, Clicks clicks, InstantSource clock) {
    this.settings = settings;
    this.clicks = clicks;
    this.clock = clock;
  }

  /**
   * The order that an address belongs to.
   *
   * @throws RefusedSenderException if there is none
   */
  public Clicks.Order find(String rawPath, String account) {
    Matcher path = PATH.matcher(rawPath == null ? "" : rawPath);
    if (!path.matches()) {
      throw new RefusedSenderException("this is no address of a click");
    }
    return clicks
        .find(BandwidthSettings.PROVIDER, account, path.group(1))
        .orElseThrow(() -> new RefusedSenderException("there was no such click"));
  }

  /**
   * The call that an order became. If Bandwidth's answer to the order was lost, its first event
   * says so.
   *
   * @throws RefusedSenderException if the event is about another call
   */
  public String callId(Clicks.Order order, BandwidthEvent event) {
    String parent = event == null ? null : BandwidthFields.text(event.parentCallId());
    String id = parent != null || event == null ? parent : BandwidthFields.text(event.callId());
    boolean isSame =
        id != null
            && (order.callId() != null
                ? order.callId().equals(id)
                : parent == null
                    && Objects.equals(order.agent(), event.to())
                    && Objects.equals(order.display(), event.from())
                    && clicks.bind(order.id(), id).equals(id));
    if (!isSame) {
      throw new RefusedSenderException("the event is not about the call that was ordered");
    }
    return id;
  }

  /**
   * How the call goes on: to the customer, once the agent has answered.
   *
   * @return BXML; empty for an event that wants none
   */
  public String bxml(Clicks.Order order, BandwidthEvent event) {
    Optional<BandwidthEventType> type = BandwidthEventType.of(event.eventType());
    if (type.filter(BandwidthEventType::isSynchronous).isEmpty()) {
      return "";
    }
    boolean mayGoOn =
        type.get() == BandwidthEventType.ANSWER
            && Objects.equals(order.agent(), event.to())
            && Objects.equals(order.display(), event.from())
            && clock.instant().isBefore(order.at().plus(LONGEST_RINGING));
    return mayGoOn ? transfer(order) : BandwidthBxml.NOTHING;
  }

  private String transfer(Clicks.Order order) {
    BandwidthSettings.Account account = settings.accounts().get(order.account());
    var bxml = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(bxml);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("Response");
      xml.writeStartElement("Transfer");
      xml.writeAttribute("transferCallerId", order.display());
      xml.writeStartElement("PhoneNumber");
      xml.writeAttribute("transferDisconnectUrl", BandwidthDialler.url(account, order));
      if (!account.webhookUsername().isBlank()) {
        xml.writeAttribute("username", account.webhookUsername());
        xml.writeAttribute("password", account.webhookPassword());
      }
      xml.writeCharacters(order.customer());
      xml.writeEndDocument();
    } catch (XMLStreamException impossible) {
      throw new IllegalStateException(impossible);
    }
    return bxml.toString();
  }
}
