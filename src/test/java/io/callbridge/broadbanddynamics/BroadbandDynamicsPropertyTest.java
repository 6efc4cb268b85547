package io.callbridge.broadbanddynamics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.xml.XmlMapper;
import io.callbridge.call.CallFold;
import io.callbridge.call.UnreadableEventException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Whatever comes in as a call status is a call event, or is said to be unreadable. */
class BroadbandDynamicsPropertyTest {

  private static final List<String> TYPES =
      List.of(
          "application/xml",
          "text/xml; charset=utf-16",
          "application/x-www-form-urlencoded",
          "application/x-www-form-urlencoded; charset=iso-8859-1");

  private final BroadbandDynamicsBody bodies = new BroadbandDynamicsBody();
  private final XmlMapper xml = StrictXml.mapper("BbdApiCallStatusRequest");
  private final BroadbandDynamicsTranslator translator =
      new BroadbandDynamicsTranslator(
          new Binder(
                  new MapConfigurationPropertySource(
                      Map.of("callbridge.broadband-dynamics.accounts.default.crm", "main")))
              .bind("callbridge.broadband-dynamics", BroadbandDynamicsSettings.class)
              .get(),
          () -> Instant.parse("2026-03-03T16:22:41Z"));

  @Property(tries = 500)
  void readsAnyBytes(@ForAll byte[] body, @ForAll("types") String type) {
    read(body, type);
  }

  @Property(tries = 1000)
  void readsAnythingLikeXmlOrAForm(@ForAll("texts") String body, @ForAll("types") String type) {
    read(body.getBytes(StandardCharsets.UTF_8), type);
    read(
        ("<BbdApiCallStatusRequest>" + body + "</BbdApiCallStatusRequest>")
            .getBytes(StandardCharsets.UTF_8),
        "text/xml");
  }

  @Provide
  Arbitrary<String> types() {
    return Arbitraries.of(TYPES);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "<CallSid>",
            "</CallSid>",
            "<CallDuration>",
            "</CallDuration>",
            "<a b='c'/>",
            "<![CDATA[",
            "]]>",
            "<!--",
            "-->",
            "<!DOCTYPE a>",
            "&amp;",
            "&#0;",
            "&#x10ffff;",
            "&b;",
            "CallStatus=",
            "completed",
            "callDuration=",
            "9999999999999999999",
            "1e400",
            "&",
            "=",
            "%",
            "%41",
            "+",
            "\0",
            "\ud800",
            " ")
        .list()
        .ofMaxSize(20)
        .map(parts -> String.join("", parts));
  }

  private void read(byte[] body, String type) {
    try {
      BroadbandDynamicsCallStatus status = decode(body, type);
      var path = new BroadbandDynamicsPath.Parameters("req-1", "+12025550143");
      assertThat(CallFold.fold(List.of(translator.toCallEvent(status, path, "default"))))
          .isNotNull();
    } catch (IOException | UnreadableEventException unreadable) {
      assertThat(unreadable.getMessage()).isNotNull();
    }
  }

  private BroadbandDynamicsCallStatus decode(byte[] body, String type) throws IOException {
    if (bodies.isForm(type)) {
      return bodies.fromForm(bodies.toText(body, type), type);
    }
    return bodies.toXml(body, type) instanceof byte[] bytes
        ? xml.readValue(bytes, BroadbandDynamicsCallStatus.class)
        : xml.readValue((String) bodies.toXml(body, type), BroadbandDynamicsCallStatus.class);
  }
}
