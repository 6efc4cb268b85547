package io.callbridge.declared;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callbridge.call.RefusedSenderException;
import io.callbridge.call.UnknownAccountException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredCredentialsTest {

  private static final String TABLE =
      """
      acme:
        body: form
        sender: { %s }
        call-id: id
        status: { from: state, ends: { answered: [done] } }
        direction: { default: inbound }
        accounts:
          main:
            crm: main
            secret: s3cret
            username: user
            password: "pass:word"
            webhook-url: https://mycompany.com
          "[a b]": { crm: main, secret: s3cret, username: u, password: p, webhook-url: "http://b:8080" }
      """;

  /** The example of Twilio's own documentation and libraries. */
  @Test
  void knowsTwiliosSignature() {
    String table =
        TABLE
            .formatted(
                "scheme: hmac, header: X-Twilio-Signature, algorithm: sha1, encoding: base64,"
                    + " signs: [url, fields]")
            .replace("secret: s3cret\n", "secret: \"12345\"\n");
    String body =
        "Digits=1234&To=%2B18005551212&From=%2B14158675309&Caller=%2B14158675309"
            + "&CallSid=CA1234567890ABCDE";
    Signature signature =
        new Signature(
            DeclaredSamples.of(table).provider("acme").sender(),
            DeclaredSamples.of(table).account("acme", "main"));

    assertThat(valid(signature, "RSOYDt4T1cUTdK1PDd93/VVr8B8=", "/myapp.php", body)).isTrue();
    assertThat(valid(signature, "RSOYDt4T1cUTdK1PDd94/VVr8B8=", "/myapp.php", body)).isFalse();
    assertThat(valid(signature, "RSOYDt4T1cUTdK1PDd93/VVr8B8=", "/other.php", body)).isFalse();
    assertThat(valid(signature, "RSOYDt4T1cUTdK1PDd93/VVr8B8=", "/myapp.php", body + "&a=b"))
        .isFalse();
    assertThat(valid(signature, "not base64", "/myapp.php", body)).isFalse();
    assertThat(valid(signature, "", "/myapp.php", body)).isFalse();
    assertThat(valid(signature, null, "/myapp.php", body)).isFalse();
  }

  private static boolean valid(Signature signature, String shown, String path, String body) {
    return signature.isValid(shown, path, "foo=1&bar=2", body.getBytes(UTF_8));
  }

  @Test
  void knowsASignatureOfTheBody() {
    var credentials = credentials("scheme: hmac, header: X-Hub-Signature-256, prefix: \"sha256=\"");
    // printf 'id=1' | openssl dgst -sha256 -hmac s3cret
    String right = "sha256=d9224f5844d2130cb6e691bf1316c0c22c52c8c23716efcaaf47209386686373";

    assertThat(check(credentials, null, "X-Hub-Signature-256", right)).isEqualTo("main");
    assertRefused(credentials, null, "X-Hub-Signature-256", right.substring(7));
    assertRefused(credentials, null, "X-Hub-Signature-256", right.replace('8', '9'));
    assertRefused(credentials, null, "X-Other", right);
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "Basic dXNlcjpwYXNzOndvcmQ=, true",
        "basic  dXNlcjpwYXNzOndvcmQ=, true",
        "Basic dXNlcjpwYXNz, false",
        "Basic ***, false",
        "Bearer dXNlcjpwYXNzOndvcmQ=, false",
        "'', false"
      })
  void knowsBasicCredentials(String authorization, boolean right) {
    var credentials = credentials("scheme: basic");

    if (right) {
      assertThat(check(credentials, null, "Authorization", authorization)).isEqualTo("main");
    } else {
      assertThatThrownBy(() -> check(credentials, null, "Authorization", authorization))
          .isInstanceOfSatisfying(
              RefusedSenderException.class,
              refused -> assertThat(refused.getChallenge()).startsWith("Basic "));
    }
  }

  @Test
  void takesBothValuesWhileTheyAreBeingChanged() {
    String changed =
        TABLE.replace(
            "secret: s3cret\n",
            "secret: new\n      previous-secret: s3cret\n      previous-password: old\n");
    var secret = changing(changed, "scheme: secret");
    var hmac = changing(changed, "scheme: hmac, header: X-Sign");
    var basic = changing(changed, "scheme: basic");

    assertThat(check(secret, null, "X-Callbridge-Secret", "new")).isEqualTo("main");
    assertThat(check(secret, null, "X-Callbridge-Secret", "s3cret")).isEqualTo("main");
    assertRefused(secret, null, "X-Callbridge-Secret", "older");
    assertThat(
            check(
                hmac,
                null,
                "X-Sign",
                "d9224f5844d2130cb6e691bf1316c0c22c52c8c23716efcaaf47209386686373"))
        .isEqualTo("main");
    assertThat(check(basic, null, "Authorization", "Basic dXNlcjpwYXNzOndvcmQ=")).isEqualTo("main");
    assertThat(check(basic, null, "Authorization", "Basic dXNlcjpvbGQ=")).isEqualTo("main");
    assertRefused(basic, null, "Authorization", "Basic dXNlcjpvbGRlcg==");
  }

  private static DeclaredCredentials changing(String table, String sender) {
    return new DeclaredCredentials(DeclaredSamples.of(table.formatted(sender)));
  }

  @Test
  void knowsASharedSecret() {
    var credentials = credentials("scheme: secret");
    var ownHeader = credentials("scheme: secret, header: X-Acme");

    assertThat(check(credentials, null, "X-Callbridge-Secret", "s3cret")).isEqualTo("main");
    assertThat(check(credentials, "a=b&secret=s3%63ret", "X-Other", "")).isEqualTo("main");
    assertThat(check(ownHeader, null, "X-Acme", "s3cret")).isEqualTo("main");
    assertRefused(credentials, "secret=wrong", "X-Callbridge-Secret", "wrong");
    assertRefused(credentials, "secret", "X-Other", "s3cret");
    assertRefused(credentials, "secret=%", "X-Other", "s3cret");
    assertRefused(ownHeader, null, "X-Callbridge-Secret", "s3cret");
  }

  @Test
  void letsAnybodyReportOnlyIfTheTableSaysSo() {
    assertThat(check(credentials("scheme: none"), null, "X", "")).isEqualTo("main");
  }

  @Test
  void takesTheAccountFromThePath() {
    var credentials = credentials("scheme: none");

    assertThat(credentials.check("acme", "/api/acme/a%20b/events/", null, Map.of(), null))
        .isEqualTo("a b");
    for (String path : new String[] {"/api/acme/other/events", "/api/acme/%/events", "/x", null}) {
      assertThatThrownBy(
              () -> credentials.check("acme", path, null, Map.of("account", "main"), null))
          .isInstanceOf(UnknownAccountException.class);
    }
    assertThatThrownBy(
            () -> credentials.check("other", "/api/acme/main/events", null, Map.of(), null))
        .isInstanceOf(UnknownAccountException.class);
  }

  private static DeclaredCredentials credentials(String sender) {
    return new DeclaredCredentials(DeclaredSamples.of(TABLE.formatted(sender)));
  }

  private static String check(
      DeclaredCredentials credentials, String query, String header, String value) {
    return credentials.check(
        "acme", "/api/acme/main/events", query, Map.of(header, value), "id=1".getBytes(UTF_8));
  }

  private static void assertRefused(
      DeclaredCredentials credentials, String query, String header, String value) {
    assertThatThrownBy(() -> check(credentials, query, header, value))
        .isInstanceOf(RefusedSenderException.class);
  }
}
