package io.callbridge.vonage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callbridge.steer.Answer;
import io.callbridge.steer.Course;
import io.callbridge.steer.Ending;
import io.callbridge.steer.Order;
import io.callbridge.steer.Outgoing;
import io.callbridge.steer.ProviderAnswer;
import io.callbridge.steer.Silence;
import io.callbridge.steer.SteerJson;
import io.callbridge.steer.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Reads every page of a list, and ends whatever the links say. A page that can't be read makes the
 * whole list fail: a part of it must not be taken for all.
 */
final class VonageWholeList implements Course {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final String items;
  private final Outgoing firstPage;
  private final VonageSteering dialect;
  private final VonageCallPages pages;
  private final InstantSource clock;
  private final Instant until;
  private Order page;
  private JsonNode whole;

  /**
   * @param items the list's name on its pages, such as {@code calls}
   * @param baseUrl of the service, which links may begin with
   */
  VonageWholeList(
      String items,
      Outgoing firstPage,
      String baseUrl,
      VonageSteering dialect,
      InstantSource clock) {
    this.items = items;
    this.firstPage = firstPage;
    this.dialect = dialect;
    this.pages = new VonageCallPages(baseUrl, firstPage.path() + "?" + firstPage.query());
    this.clock = clock;
    this.until = clock.instant().plus(LONGEST);
    this.page = Order.question(firstPage, dialect);
  }

  @Override
  public Outgoing first() {
    return firstPage;
  }

  @Override
  public Step answered(ProviderAnswer answer) {
    Step step = page.answered(answer);
    if (step.ending() == null || !answer.isSuccess()) {
      return step;
    }
    JsonNode read = answer.json();
    JsonNode rows = read.isArray() ? read : read.path(items);
    if (!rows.isArray()) {
      return failed("Vonage answered a page without %s.".formatted(items), answer.status());
    }
    add(read, (ArrayNode) rows);
    String link = read.isArray() ? null : read.path("next_page_uri").asText(null);
    Optional<String> next = pages.after(link, rows.isEmpty()).filter(this::isOfThisList);
    if (next.isEmpty()) {
      return Step.end(Ending.done(Answer.json(200, SteerJson.write(whole)), answer.status()));
    }
    if (!clock.instant().isBefore(until)) {
      return failed("Vonage took longer than a minute for the whole list.", answer.status());
    }
    String query = next.get().substring(firstPage.path().length() + 1);
    Outgoing request = Outgoing.get(firstPage.path(), query);
    page = Order.question(request, dialect);
    return Step.ask(request);
  }

  private boolean isOfThisList(String link) {
    return link.startsWith(firstPage.path() + "?");
  }

  /** The first page is the form of the whole; it has no next one any more. */
  private void add(JsonNode read, ArrayNode rows) {
    if (whole == null) {
      whole = SteerJson.withoutCredentials(read);
      if (whole instanceof ObjectNode object && object.has("next_page_uri")) {
        object.putNull("next_page_uri");
        object.putNull("next_page");
      }
    } else {
      ArrayNode all = (ArrayNode) (whole.isArray() ? whole : whole.path(items));
      rows.forEach(row -> all.add(SteerJson.withoutCredentials(row)));
    }
  }

  private static Step failed(String detail, int providerStatus) {
    return Step.end(Ending.failed(502, detail, providerStatus, null, null, null, true));
  }

  @Override
  public Step unanswered(Silence silence) {
    return page.unanswered(silence);
  }

  @Override
  public Step interrupted() {
    return page.interrupted();
  }
}
