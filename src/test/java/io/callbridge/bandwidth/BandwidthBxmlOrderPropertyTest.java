package io.callbridge.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;

import io.callbridge.steer.CommandRequest;
import io.callbridge.steer.RefusedCommandException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a user sends as BXML is taken or refused. */
class BandwidthBxmlOrderPropertyTest {

  @Property(tries = 500)
  void readsAnyBytes(@ForAll byte[] body) {
    read(body);
  }

  @Property(tries = 1000)
  void readsAnythingLikeBxml(@ForAll("texts") String body) {
    read(("<Response>" + body + "</Response>").getBytes(StandardCharsets.UTF_8));
    read(body.getBytes(StandardCharsets.UTF_8));
  }

  @Example
  void refusesEntities() {
    String bomb =
        "<!DOCTYPE a [<!ENTITY b \"" + "c".repeat(100) + "\">]><Response>&b;&b;</Response>";
    String external =
        "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><Response>&b;</Response>";

    assertThat(read(bomb.getBytes(StandardCharsets.UTF_8))).isFalse();
    assertThat(read(external.getBytes(StandardCharsets.UTF_8))).isFalse();
    assertThat(read("<Response><a>".repeat(20_000).getBytes(StandardCharsets.UTF_8))).isFalse();
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "<Transfer>",
            "</Transfer>",
            "<PhoneNumber>",
            "</PhoneNumber>",
            "<SipUri uui='",
            "'>",
            "+12025550143",
            "<Hangup/>",
            "<![CDATA[",
            "]]>",
            "<!--",
            "-->",
            "<!DOCTYPE a>",
            "<?xml version='1.0'?>",
            "&amp;",
            "&#0;",
            "&b;",
            "\0",
            " ")
        .list()
        .ofMaxSize(15)
        .map(parts -> String.join("", parts));
  }

  /** Whether it is taken. */
  private static boolean read(byte[] body) {
    try {
      return !BandwidthBxmlOrder.read(request(body)).text().isEmpty();
    } catch (RefusedCommandException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
      return false;
    }
  }

  private static CommandRequest request(byte[] body) {
    return new CommandRequest(
        "enid", null, "http://b", "1", "c-1", null, null, "application/xml", body, null);
  }
}
