package io.callbridge.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callbridge.call.Direction;
import io.callbridge.ops.WrongSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;

class ProvidersTest {

  private static final String RIGHT =
      """
      acme:
        body: json
        sender: { scheme: secret }
        call-id: /id
        status: { from: /state, ends: { answered: [done] } }
        direction: { default: inbound }
        parties: { inbound: { lead: /from } }
        stated-at: { from: /at, format: dd.MM.uuuu HH:mm:ss, zone: Europe/Berlin }
        talk-seconds: { from: /length, unit: milliseconds }
        accounts:
          main: { crm: main, secret: s3cret }
      """;

  @Test
  void takesATableWithoutMistakes() {
    Providers providers = DeclaredSamples.of(RIGHT);

    assertThat(providers.webhookPaths()).containsExactly("/api/acme/{account}/events");
    assertThat(providers.keyOf("acme")).isEqualTo("callbridge.declared.acme");
    assertThat(providers.providerAccounts())
        .singleElement()
        .satisfies(
            account -> {
              assertThat(account.provider()).isEqualTo("acme");
              assertThat(account.name()).isEqualTo("main");
              assertThat(account.defaults().direction()).isEqualTo(Direction.INBOUND);
            });
    assertThat(providers.toString()).doesNotContain("s3cret");
  }

  @Test
  void theTableThatShipsHasNoMistakesAndNoAccount() {
    assertThat(DeclaredSamples.twilio().provider("twilio").accounts()).containsOnlyKeys("main");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/id | '' | .call-id has 'from' that can't be used: it is empty.",
        "body: json | # | .body must be form or json.",
        "call-id: /id | call-id: id | .call-id has 'from' that can't be used: 'id' is no JSON"
            + " pointer such as /call/id.",
        "call-id: /id | # | .call-id is missing.",
        "call-id: /id | call-id: { unit: seconds } | .call-id needs 'from', the name of a field, or"
            + " a 'default'.",
        "call-id: /id | call-id: { from: /id, format: auto } | .call-id is no time, so it has no"
            + " 'format' and no 'zone'.",
        "sender: { scheme: secret } | # | .sender is missing.",
        "scheme: secret | header: X | .sender needs 'scheme'",
        "scheme: secret | scheme: hmac | .sender needs 'header', the name of the header with the"
            + " signature.",
        "scheme: secret | scheme: basic | .accounts.main needs 'username' and 'password'",
        "{ scheme: secret } | { scheme: hmac, header: X, signs: [url] } | .accounts.main needs"
            + " 'webhook-url'",
        "{ scheme: secret } | { scheme: hmac, header: X, signs: [fields] } | .sender signs fields,"
            + " which only a form has.",
        "secret: s3cret | secret: '' | .accounts.main needs 'secret', what the provider shows.",
        "crm: main | crm: '' | .accounts.main needs 'crm'",
        "answered: [done] | answered: [] | .status needs 'ends'",
        "answered: [done] | answered: [done], busy: [Done] | .status has the word 'done' twice.",
        "answered: [done] | unknown: [done] | .status has 'ends.unknown'",
        "default: inbound | inbound: [in] | .direction needs 'from'",
        "default: inbound | from: /way | .direction needs the words",
        "lead: /from | lead: from | .parties.inbound.lead has 'from' that can't be used",
        "dd.MM.uuuu HH:mm:ss | dd.MM.uuuu | .stated-at has the format 'dd.MM.uuuu', which gives no"
            + " date and time.",
        "dd.MM.uuuu HH:mm:ss | b | .stated-at has the format 'b', which is none",
        "Europe/Berlin | Europe/Atlantis | .stated-at has the zone 'Europe/Atlantis', which nobody"
            + " knows.",
        "unit: milliseconds | unit: minutes | .talk-seconds has the unit 'minutes'; it must be"
            + " seconds or milliseconds.",
        "crm: main | crm: main, webhook-url: bridge | .accounts.main has a 'webhook-url'",
        "crm: main | crm: main, country-code: x | .accounts.main has a 'country-code'",
      })
  void saysOneSentenceOfAMistake(String right, String wrong, String sentence) {
    String table = RIGHT.replace(right, wrong);

    assertThat(table).isNotEqualTo(RIGHT);
    assertThatThrownBy(() -> DeclaredSamples.of(table))
        .isInstanceOf(WrongSettingException.class)
        .hasMessageContaining("callbridge.declared.acme" + sentence);
  }

  @Test
  void saysASentenceOfEachMistake() {
    assertThatThrownBy(
            () ->
                DeclaredSamples.of(
                    RIGHT.replace("call-id: /id", "").replace("secret: s3cret", "secret: ''")))
        .hasMessage(
            """
            callbridge.declared.acme.call-id is missing.
            callbridge.declared.acme.accounts.main needs 'secret', what the provider shows.\
            """);
  }

  @Test
  void refusesAKeyThatNoTableHas() {
    assertThatThrownBy(
            () -> DeclaredSamples.of(RIGHT.replace("call-id:", "call-ident: /x\n  call-id:")))
        .isInstanceOf(BindException.class)
        .rootCause()
        .hasMessageContaining("callbridge.declared.acme.call-ident");
  }

  @Test
  void refusesTheNameOfASystemThatIsKnown() {
    assertThatThrownBy(() -> DeclaredSamples.of(RIGHT.replace("acme:", "vonage:")))
        .hasMessage("callbridge.declared.vonage must have another name: Callbridge knows vonage.");
    assertThatThrownBy(() -> DeclaredSamples.of(RIGHT.replace("acme:", "Acme:")))
        .hasMessageContaining("must have a name of small letters, digits and hyphens.");
  }
}
