package io.callbridge.steer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardTest {

  @ParameterizedTest
  @CsvSource({
    "+12025550143, at home",
    "12025550143, at home",
    "2025550143, dialled at home",
    "+14165550123, Canada",
    "+18005550199, toll-free",
  })
  void letsTheOwnCountryThroughWhenNothingIsSet(String number, String why) {
    assertThatCode(() -> safe(guard -> guard.number("to", number)))
        .as(why)
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "+18765551234, Jamaica behind +1",
    "8765551234, Jamaica as dialled at home",
    "+17875551234, Puerto Rico behind +1",
    "+19005551234, premium",
    "9005551234, premium as dialled at home",
    "+19765551234, premium exchange",
    "+447911123456, abroad",
    "011447911123456, abroad by the trunk prefix",
    "00447911123456, abroad by 00",
    "+881612345678, satellite",
    "911, emergency",
    "112, emergency of mobiles",
    "+1911, emergency in disguise",
    "1911, emergency in disguise",
    "988, short code",
    "411, short code",
    "+, nothing",
    "'2025550143,,,9', with more behind",
    "'2025550143;phone-context=+53', with a context",
  })
  void refusesWhatCouldCostMoneyOrLives(String number, String why) {
    assertThatThrownBy(() -> safe(guard -> guard.number("to", number)))
        .as(why)
        .isInstanceOfSatisfying(
            RefusedCommandException.class,
            refused -> assertThat(refused.getAnswer().status()).isEqualTo(403));
  }

  @Test
  void theLongerPrefixDecides() {
    var destinations = destinations(List.of("+1", "+44", "+1900555"), List.of("+4479", "+1202"));

    assertPasses(destinations, "+442079460000");
    assertPasses(destinations, "+18765551234");
    assertPasses(destinations, "+19005551234");
    assertRefused(destinations, "+447911123456", "+4479");
    assertRefused(destinations, "+12025550143", "+1202");
    assertRefused(destinations, "+19015551234x", "no number");
    assertRefused(destinations, "+4915123456789", "none of destinations.allowed");
    assertRefused(destinations, "+449012345678", "premium");
  }

  @Test
  void sipNeedsAHostThatIsNamedAndAUserThatMayBeCalled() {
    var none = destinations(List.of(), List.of());
    var host =
        new Destinations(List.of(), List.of(), List.of("pbx.example.test"), List.of(), List.of());

    assertRefused(none, "sip:desk@pbx.example.test", "sip-hosts");
    assertPasses(host, "sip:desk@PBX.example.test");
    assertPasses(host, "sip:+12025550143@pbx.example.test:5061;transport=tls");
    assertRefused(host, "sip:+5355512345@pbx.example.test", "country");
    assertRefused(host, "sip:+12025550143@evil.example.test", "evil.example.test");
    assertRefused(host, "sip:a@pbx.example.test@evil.example.test", "");
  }

  @Test
  void anExtensionIsNoNumberInDisguise() {
    assertThatCode(() -> safe(guard -> guard.extension("to", "2001"))).doesNotThrowAnyException();
    assertThatCode(() -> safe(guard -> guard.extension("to", "VH200001")))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> safe(guard -> guard.extension("to", "5355512345"))).isNotNull();
    assertThatThrownBy(() -> safe(guard -> guard.extension("to", "911"))).isNotNull();
  }

  @Test
  void featureCodesMustBeNamed() {
    assertThatThrownBy(() -> safe(guard -> guard.featureCode("to", "*72")))
        .hasMessageContaining("feature-codes");
  }

  @Test
  void addressesMayBeLimited() {
    var limited =
        new Destinations(List.of(), List.of(), List.of(), List.of("bridge.example"), List.of());
    Consumer<String> check =
        url -> new Limits(limited, 60, 10, "1", 10).guard().url("answerUrl", url).check();

    assertThatCode(() -> check.accept("https://bridge.example/a")).doesNotThrowAnyException();
    assertThatThrownBy(() -> check.accept("https://evil.example/a"))
        .hasMessageContaining("url-hosts");
    assertThatThrownBy(() -> check.accept("https://bridge.example@evil.example/a"))
        .hasMessageContaining("evil.example");
    assertThatCode(() -> safe(guard -> guard.url("answerUrl", "https://any.example/a")))
        .doesNotThrowAnyException();
  }

  @Test
  void otherCountriesHaveTheirOwnHomeAndEmergencies() {
    var british = new Limits(Destinations.SAFE, 60, 10, "44", 10);

    assertThatCode(() -> british.guard().number("to", "02079460000").check())
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> british.guard().number("to", "999").check())
        .hasMessageContaining("emergency");
    assertThatThrownBy(() -> british.guard().number("to", "+12025550143").check())
        .hasMessageContaining("country");
  }

  @Test
  void aPrefixMustBeWrittenInFull() {
    assertThatThrownBy(() -> destinations(List.of("1202"), List.of()))
        .hasMessageContaining("destinations.allowed");
  }

  private static Destinations destinations(List<String> allowed, List<String> forbidden) {
    return new Destinations(allowed, forbidden, List.of(), List.of(), List.of());
  }

  private static void safe(Consumer<Guard> asked) {
    Guard guard = Limits.SAFE.guard();
    asked.accept(guard);
    guard.check();
  }

  private static void check(Destinations destinations, String number) {
    new Limits(destinations, 60, 10, "1", 10).guard().numberOrSip("to", number).check();
  }

  private static void assertPasses(Destinations destinations, String number) {
    assertThatCode(() -> check(destinations, number)).as(number).doesNotThrowAnyException();
  }

  private static void assertRefused(Destinations destinations, String number, String words) {
    assertThatThrownBy(() -> check(destinations, number)).as(number).hasMessageContaining(words);
  }
}
