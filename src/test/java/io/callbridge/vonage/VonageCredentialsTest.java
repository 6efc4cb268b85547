package io.callbridge.vonage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callbridge.call.RefusedSenderException;
import io.callbridge.call.UnknownAccountException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VonageCredentialsTest {

  private static final String PATH = "/api/vonage/1001001/events/sample-path-secret";
  private static final String KEY = "sample-signing-key";
  private static final String SIGNATURE =
      "50d5ff089f8c2b9f258ea23bf0ee56140ef44d4b7f076c2c34e30dd75049a143";
  private static final byte[] SIGNED = VonageSamples.bytes("webhook-answered-signed.json");

  private final VonageCredentials unsigned = new VonageCredentials(VonageSamples.accounts());
  private final VonageCredentials signed =
      new VonageCredentials(VonageSamples.accounts("signing-key", KEY));

  @Test
  void knowsTheAccountByItsSecret() {
    assertThat(unsigned.check(PATH, SIGNED, null)).isEqualTo("1001001");
    assertThat(unsigned.check(PATH + "/", SIGNED, null)).isEqualTo("1001001");
    assertThat(unsigned.check(PATH.replace("path", "%70ath"), SIGNED, null)).isEqualTo("1001001");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/vonage/1001001/events/wrong",
        "/api/vonage/1001001/events/%zz",
        "/api/vonage/1001001/events/sample-path-secret-and-more",
        "/events/"
      })
  void refusesAWrongSecret(String path) {
    assertThatThrownBy(() -> unsigned.check(path, SIGNED, null))
        .isInstanceOf(RefusedSenderException.class);
  }

  @Test
  void refusesEverybodyWithoutASecret() {
    var open = new VonageCredentials(VonageSamples.accounts("webhook-secret", ""));

    assertThatThrownBy(() -> open.check("/api/vonage/1001001/events/x", SIGNED, null))
        .isInstanceOf(RefusedSenderException.class);
  }

  @Test
  void takesTheFormerSecretAndTheFormerKeyWhileTheyAreBeingChanged() {
    var changing =
        new VonageCredentials(
            VonageSamples.accounts(
                "webhook-secret", "new",
                "previous-webhook-secret", "sample-path-secret",
                "signing-key", "new-key",
                "previous-signing-key", KEY));

    assertThat(changing.check(PATH, SIGNED, null)).isEqualTo("1001001");
    assertThat(changing.check("/api/vonage/1001001/events/new", SIGNED, null)).isEqualTo("1001001");
    assertThatThrownBy(() -> changing.check("/api/vonage/1001001/events/other", SIGNED, null))
        .isInstanceOf(RefusedSenderException.class);
    var done =
        new VonageCredentials(
            VonageSamples.accounts("signing-key", "new-key", "previous-signing-key", "older"));
    assertThatThrownBy(() -> done.check(PATH, SIGNED, null))
        .isInstanceOf(RefusedSenderException.class);
  }

  @Test
  void doesNotKnowOtherAccounts() {
    assertThatThrownBy(
            () -> unsigned.check("/api/vonage/1/events/sample-path-secret", SIGNED, null))
        .isInstanceOf(UnknownAccountException.class);
  }

  @Test
  void checksTheSignatureOfTheBodyOrTheHeader() {
    byte[] withoutMetadata =
        ("{\"event\": " + VonageSamples.text("webhook-answered-signed.canonical.txt") + "}")
            .getBytes(StandardCharsets.UTF_8);

    assertThat(signed.check(PATH, SIGNED, null)).isEqualTo("1001001");
    assertThat(signed.check(PATH, withoutMetadata, SIGNATURE)).isEqualTo("1001001");
    assertThat(
            signed.check(PATH, VonageSamples.bytes("webhook-answered-retry-attempt-2.json"), null))
        .isEqualTo("1001001");
  }

  @Test
  void refusesAWrongSignature() {
    byte[] bad = VonageSamples.bytes("webhook-answered-bad-signature.json");

    assertThatThrownBy(() -> signed.check(PATH, bad, null))
        .isInstanceOf(RefusedSenderException.class);
    assertThatThrownBy(() -> signed.check(PATH, SIGNED, "00"))
        .isInstanceOf(RefusedSenderException.class);
    assertThatThrownBy(
            () -> signed.check(PATH, VonageSamples.bytes("webhook-missed-minimal.json"), null))
        .isInstanceOf(RefusedSenderException.class);
    assertThatThrownBy(() -> signed.check(PATH, "<html>".getBytes(), SIGNATURE))
        .isInstanceOf(RefusedSenderException.class);
    assertThat(unsigned.check(PATH, bad, null)).isEqualTo("1001001");
  }

  @Test
  void acceptsTheThreeCanonicalForms() {
    byte[] body = "{\"metadata\": {}, \"event\" : { \"b\": 1.50, \"a\" :\"ü\" } }".getBytes();

    assertThat(isSigned(body, "{ \"b\": 1.50, \"a\" :\"ü\" }")).isTrue();
    assertThat(isSigned(body, "{\"a\":\"ü\",\"b\":1.50}")).isTrue();
    assertThat(isSigned(body, "{\"a\": \"ü\",\"b\": 1.50}")).isTrue();
    assertThat(isSigned(body, "{\"b\":1.50,\"a\":\"ü\"}")).isFalse();
  }

  private static boolean isSigned(byte[] body, String canonical) {
    return VonageSignature.isValid(body, hmac(canonical), KEY);
  }

  private static String hmac(String content) {
    try {
      var mac = javax.crypto.Mac.getInstance("HmacSHA256");
      mac.init(new javax.crypto.spec.SecretKeySpec(KEY.getBytes(), "HmacSHA256"));
      return java.util.HexFormat.of()
          .formatHex(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
