package io.callbridge.vonage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class VonagePagesTest {

  private static final String FIRST = "/cc/accounts/1001001/calls?page_size=1&order=asc";

  @Test
  void followsTheLinksOfTheCalls() {
    var pages = new VonageCallPages("https://vonage.example.test/v3", FIRST);

    assertThat(pages.after(VonageCallPage.read(VonageSamples.bytes("calls-page-1.json"))))
        .contains("/cc/accounts/1001001/calls?page_size=1&order=asc&page=1");
    assertThat(pages.after(VonageCallPage.read(VonageSamples.bytes("calls-page-2-last.json"))))
        .isEmpty();
  }

  @Test
  void takesAnEmptyLinkForTheEnd() {
    VonageCallPage page = VonageCallPage.read(VonageSamples.bytes("calls-text-scalars.json"));

    assertThat(page.calls()).hasSize(1);
    assertThat(new VonageCallPages("https://vonage.example.test", FIRST).after(page)).isEmpty();
  }

  @Test
  void neverReadsALinkTwiceNorLeavesTheService() {
    var pages = new VonageCallPages("https://vonage.example.test/v3", FIRST);

    assertThat(pages.after(linkingTo(FIRST))).isEmpty();
    assertThat(pages.after(linkingTo("https://vonage.example.test/v3/a"))).contains("/a");
    assertThat(pages.after(linkingTo("/a"))).isEmpty();
    assertThat(pages.after(linkingTo("https://elsewhere.example.test/v3/b"))).isEmpty();
    assertThat(pages.after(linkingTo("//elsewhere.example.test/b"))).isEmpty();
  }

  @Test
  void endsThoughTheLinksNeverDo() {
    var pages = new VonageCallPages("https://vonage.example.test", FIRST);
    int read = 1;
    while (pages.after(linkingTo("/page/" + read)).isPresent()) {
      read++;
    }

    assertThat(read).isEqualTo(VonageCallPages.MOST_PAGES);
  }

  private static VonageCallPage linkingTo(String uri) {
    VonageCall call = VonageSamples.read("call-on-call.json", VonageCall.class);
    return new VonageCallPage(List.of(call), uri);
  }

  @Test
  void readsTheSampleReport() {
    assertThat(
            askedFor(
                page ->
                    VonageSamples.read(
                        page == 1 ? "reports-page-1.json" : "reports-page-2-last.json",
                        VonageReport.class)))
        .containsExactly(1, 2);
    assertThat(askedFor(page -> VonageSamples.read("reports-empty.json", VonageReport.class)))
        .containsExactly(1);
  }

  @Property
  void readsAllRowsWhereThePagesCountFromOne(
      @ForAll @IntRange(max = 30) int rows, @ForAll @IntRange(min = 1, max = 7) int size) {
    assertThat(rowsOf(new Reports(rows, size, 1, 1))).isEqualTo(rows);
  }

  @Property
  void readsAllRowsWhereThePagesCountFromZero(
      @ForAll @IntRange(max = 30) int rows, @ForAll @IntRange(min = 1, max = 7) int size) {
    assertThat(rowsOf(new Reports(rows, size, 0, 0))).isEqualTo(rows);
  }

  @Property
  void readsAllRowsWhereOnlyTheLabelsCountFromZero(
      @ForAll @IntRange(max = 30) int rows, @ForAll @IntRange(min = 1, max = 7) int size) {
    assertThat(rowsOf(new Reports(rows, size, 1, 0))).isEqualTo(rows);
  }

  @Test
  void endsThoughTheReportNeverDoes() {
    assertThat(askedFor(page -> report(page, 99999, 0, "?page=x", "", "1")))
        .hasSize(VonageReportPages.MOST_PAGES);
  }

  /** A server of reports whose rows have numbers for ids. */
  private record Reports(int rows, int size, int firstAsked, int firstLabel) {

    VonageReport page(int asked) {
      int index = asked - firstAsked;
      int pages = (rows + size - 1) / size;
      List<String> ids = new ArrayList<>();
      for (int i = Math.max(0, index * size); i < Math.min(rows, (index + 1) * size); i++) {
        ids.add(String.valueOf(i));
      }
      String next = index + 1 < pages ? "?page=" + (asked + 1) : "";
      String prev = index > 0 ? "?page=" + (asked - 1) : "";
      return report(index + firstLabel, pages, rows, next, prev, ids.toArray(String[]::new));
    }
  }

  private static VonageReport report(
      int label, int pages, int items, String next, String prev, String... ids) {
    var rows = new ArrayList<String>();
    for (String id : ids) {
      rows.add("{\"id\":\"%s\"}".formatted(id));
    }
    String json =
        """
        {"page": %d, "total_pages": %d, "total_items": %d,
         "_links": {"next": {"href": "%s"}, "prev": {"href": "%s"}},
         "_embedded": {"call_logs": %s}}"""
            .formatted(label, pages, items, next, prev, rows);
    return VonageSamples.read(json.getBytes(StandardCharsets.UTF_8), VonageReport.class);
  }

  private static long rowsOf(Reports server) {
    var pages = new VonageReportPages();
    List<String> ids = new ArrayList<>();
    while (pages.isMore()) {
      VonageReport report = server.page(pages.getPage());
      report.rows().forEach(row -> ids.add(row.id()));
      pages.read(report);
    }
    return ids.stream().distinct().count();
  }

  private static List<Integer> askedFor(IntFunction<VonageReport> server) {
    var pages = new VonageReportPages();
    List<Integer> asked = new ArrayList<>();
    while (pages.isMore()) {
      asked.add(pages.getPage());
      pages.read(server.apply(pages.getPage()));
    }
    return asked;
  }
}
