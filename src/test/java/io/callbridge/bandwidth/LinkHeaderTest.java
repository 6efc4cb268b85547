package io.callbridge.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callbridge.bandwidth.BandwidthPages.WrongLinkException;
import java.net.URI;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkHeaderTest {

  private static final String CALLS = "https://voice.bandwidth.com/api/v2/accounts/9900000/calls";

  private final BandwidthPages pages = new BandwidthPages(URI.create(CALLS + "?pageSize=2"));

  @Test
  void followsTheSample() {
    String header =
        BandwidthSamples.text("list-calls-page-1.headers.txt")
            .lines()
            .filter(line -> line.startsWith("Link: "))
            .map(line -> line.substring("Link: ".length()))
            .findFirst()
            .orElseThrow();

    assertThat(pages.next(List.of(header)))
        .contains(
            URI.create(
                CALLS
                    + "?pageSize=2&pageToken=opaque%2Btoken%3D%3D"
                    + "&minStartTime=2026-03-03T16%3A00%3A00Z"));
    assertThat(pages.next(List.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<?p=2>; rel=\"next\"",
        "<?p=2>;rel=next",
        "<?p=2> ; title=\"a, \\\"b\\\" <c>; rel=prev\" ; REL = \"NEXT\"",
        "<?p=0>; rel=prev, <?p=2>; rel=next",
        "<?p=0>; rel=\"prev\",, <?p=2>; title*=UTF-8''n%c3%a4chste; rel=\"last next\"",
        "<?p=2>; rel=next; rel=prev",
        "</api/v2/accounts/9900000/calls?p=2>; rel=next",
        "<https://VOICE.bandwidth.com:443/api/v2/accounts/9900000/calls?p=2>; rel=next"
      })
  void findsTheNextPage(String header) {
    assertThat(pages.next(List.of(header)))
        .hasValueSatisfying(next -> assertThat(next).hasPath("/api/v2/accounts/9900000/calls"))
        .hasValueSatisfying(next -> assertThat(next).hasQuery("p=2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<?p=2>",
        "<?p=2>; rel=prev; rel=next",
        "<?p=2>; rel=nextish",
        "<?p=2>; anchor=\"#part\"; rel=next",
        "?p=2; rel=next",
        "<?p=2; rel=next"
      })
  void findsNone(String header) {
    assertThat(pages.next(List.of(header))).isEmpty();
  }

  @Test
  void looksAtEveryHeader() {
    assertThat(pages.next(List.of("<?p=0>; rel=first", "<?p=2>; rel=next"))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<https://elsewhere.example.test/api/v2/accounts/9900000/calls?p=2>; rel=next",
        "<http://voice.bandwidth.com/api/v2/accounts/9900000/calls?p=2>; rel=next",
        "<https://voice.bandwidth.com:8443/calls?p=2>; rel=next",
        "<//elsewhere.example.test/calls>; rel=next",
        "<https://voice.bandwidth.com@elsewhere.example.test/calls>; rel=next",
        "<mailto:calls@example.test>; rel=next",
        "<ht tp://[>; rel=next"
      })
  void refusesToLeaveItsHost(String header) {
    assertThatThrownBy(() -> pages.next(List.of(header))).isInstanceOf(WrongLinkException.class);
  }

  @Test
  void refusesToGoInCircles() {
    pages.next(List.of("<?p=2>; rel=next"));
    pages.next(List.of("<?p=3>; rel=next"));

    assertThatThrownBy(() -> pages.next(List.of("<?p=2>; rel=next")))
        .isInstanceOf(WrongLinkException.class);
  }

  @Property
  void neverThrows(@ForAll String any) {
    assertThat(LinkHeader.read(any)).isNotNull();
  }

  @Property
  void neverThrowsForItsOwnSigns(
      @ForAll @Chars({'<', '>', ';', ',', '"', '\\', '=', ' ', 'r'}) String any) {
    assertThat(LinkHeader.read(any)).isNotNull();
    assertThat(LinkHeader.read("<x>;" + any)).hasSizeGreaterThanOrEqualTo(1);
  }
}
