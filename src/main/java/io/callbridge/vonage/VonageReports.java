package io.callbridge.vonage;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.callbridge.call.CallEvent;
import io.callbridge.collect.ListedCall;
import io.callbridge.store.Journal.Entry;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The pages of a report on their way into the journal. */
@Component
class VonageReports {

  private static final Logger log = LoggerFactory.getLogger(VonageReports.class);
  private static final String MEDIA_TYPE = "application/json";

  private final VonageReportTranslator translator;

  VonageReports(VonageReportTranslator translator) {
    this.translator = translator;
  }

  /** The pages of one window, before the first. */
  public VonageReportPages pages() {
    return new VonageReportPages();
  }

  /**
   * Lets an answer pass that is a page of a report.
   *
   * @param report null where the body was the JSON text {@code null}
   * @throws VonageUnavailableException if it is none, which must not be taken for an empty one
   */
  public void check(VonageReport report) {
    if (report == null || !report.isReport()) {
      throw new VonageUnavailableException("Vonage answered the question for a report otherwise");
    }
  }

  /** Lets the pages know what came for the one that was asked for. */
  public void takeNote(VonageReportPages pages, VonageReport report) {
    pages.read(report);
  }

  /** What the page lists, whatever we make of it. */
  public List<ListedCall> toListed(VonageReport report, String account) {
    return events(report, account).stream()
        .map(event -> new ListedCall(event.key().callId(), endOf(event)))
        .toList();
  }

  /** The page's rows for the journal, each with the row as it came. */
  public List<Entry> toEntries(VonageReport report, String account) {
    return report.rows().stream()
        .filter(VonageReports::hasId)
        .map(row -> new Entry(translator.toCallEvent(row, account), MEDIA_TYPE, raw(row)))
        .toList();
  }

  private List<CallEvent> events(VonageReport report, String account) {
    return report.rows().stream()
        .filter(VonageReports::hasId)
        .map(row -> translator.toCallEvent(row, account))
        .toList();
  }

  private static boolean hasId(VonageReportRow row) {
    if (VonageReading.isBlank(row.id())) {
      log.warn("a row of Vonage's report has no id, so nothing can be made of it");
      return false;
    }
    return true;
  }

  private static Instant endOf(CallEvent event) {
    return VonageReading.first(event.endedAt(), event.createdAt(), event.receivedAt());
  }

  private static byte[] raw(VonageReportRow row) {
    try {
      return VonageJson.MAPPER.writeValueAsBytes(row);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
