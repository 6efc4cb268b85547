package io.callbridge.verba;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** No answer whatsoever makes the readers throw. */
class VerbaAnswersPropertyTest {

  private static final List<String> SAMPLES =
      List.of(
          "getcallurl-success.xml",
          "getcallurl-error-several-records.xml",
          "getcallinformation-success.xml",
          "requesttoken-success.xml",
          "searchcalls-metadata.xml",
          "error-login-page.html");

  @Property(tries = 500)
  void readsAnyBytes(@ForAll byte[] body, @ForAll @IntRange(min = 100, max = 599) int status) {
    assertThat(ARecorder.answer(status, null, body).verdict()).isNotNull();
  }

  @Property(tries = 1000)
  void readsAnyTags(@ForAll("tags") String text) {
    assertThat(ARecorder.answer(text).verdict()).isNotNull();
  }

  @Property(tries = 1000)
  void readsDamagedSamples(
      @ForAll @IntRange(max = 5) int sample,
      @ForAll long seed,
      @ForAll @IntRange(max = 9) int cuts) {
    var random = new Random(seed);
    var text =
        new StringBuilder(new String(Samples.bytes(SAMPLES.get(sample)), StandardCharsets.UTF_8));
    for (int i = 0; i < cuts && !text.isEmpty(); i++) {
      text.deleteCharAt(random.nextInt(text.length()));
    }
    VerbaAnswer answer = ARecorder.answer(text.toString());

    assertThat(answer.verdict()).isNotNull();
    answer.link().ifPresent(link -> new VerbaLink(link, ARecorder.account()).objection());
  }

  @Property(tries = 500)
  void judgesAnyLink(@ForAll String text, @ForAll("tags") String tags) {
    for (String each : List.of(text, tags, "https://rec.example.test/" + text)) {
      var link = new VerbaLink(each, ARecorder.account("public-url", "https://p.example.test"));
      assertThat(link.objection()).isNotNull();
      assertThat(link.callId()).isNotNull();
      assertThat(link.shown()).isNotNull();
    }
  }

  @Provide
  Arbitrary<String> tags() {
    return Arbitraries.of(
            "<",
            ">",
            "/",
            "\"",
            "'",
            "=",
            "&",
            "&amp;",
            "&#x41;",
            "&#9999999;",
            "VerbaApi",
            "Response",
            "code",
            "0",
            "CallURL",
            "verbacdr",
            "https://rec.example.test/x?ccdrId=%",
            "<![CDATA[",
            "]]>",
            "<!--",
            "-->",
            "<?xml ",
            "?>",
            " ",
            "\n",
            "ä",
            "\uD83D",
            "token",
            "start_time",
            "2026-99-99 99:99",
            "secondary",
            ":")
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts));
  }
}
