package io.callbridge.bandwidth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.callbridge.call.CallEvent;
import io.callbridge.call.CallKey;
import io.callbridge.call.Timestamps;
import io.callbridge.collect.CollectFailedException;
import io.callbridge.collect.Collection;
import io.callbridge.collect.Collections;
import io.callbridge.collect.ListedCall;
import io.callbridge.store.Journal.Entry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** What the routes that collect Bandwidth's calls need between their requests. */
@Component
class BandwidthCollecting {

  private static final String JSON = "application/json";
  private static final String ENDED = "disconnected";
  private static final ObjectMapper ROWS = JsonMapper.builder().build();

  private final BandwidthSettings settings;
  private final BandwidthTranslator translator;
  private final Collections collections;
  private final InstantSource clock;

  BandwidthCollecting(
      BandwidthSettings settings,
      BandwidthTranslator translator,
      Collections collections,
      InstantSource clock) {
    this.settings = settings;
    this.translator = translator;
    this.collections = collections;
    this.clock = clock;
  }

  public BandwidthSettings.Account account(String name) {
    return settings.accounts().get(name);
  }

  /** The value of the header {@code Authorization}. */
  public String authorization(BandwidthSettings.Account account) {
    String login = account.username() + ":" + account.password();
    return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
  }

  /** An id that came from outside, as a part of a path. */
  public String encode(String id) {
    return UriUtils.encode(id, StandardCharsets.UTF_8);
  }

  /**
   * @param listUrl of the account's calls
   */
  public BandwidthList begin(String listUrl, Collection collection) {
    return new BandwidthList(listUrl, collection.getFrom(), collection.getTo());
  }

  /**
   * Lets a good answer pass.
   *
   * @throws CollectFailedException for any other
   */
  public void check(int status, String retryAfter) {
    if (status != 200) {
      Duration wait = RetryAfter.read(retryAfter, clock.instant()).orElse(null);
      throw new CollectFailedException("Bandwidth answered " + status + " to the list", wait);
    }
  }

  /**
   * Keeps a page: first the ids that Bandwidth lists, then the rows as events.
   *
   * @param body a JSON array
   * @param headers of the answer
   * @throws CollectFailedException if the body is no list, or its link leads astray
   */
  public void take(
      Collection collection, BandwidthList list, byte[] body, Map<String, Object> headers) {
    List<BandwidthCallState> rows = read(body);
    collections.listed(
        collection, rows.stream().filter(this::isEndedParent).map(this::listed).toList());
    List<Entry> entries =
        rows.stream()
            .filter(row -> !BandwidthFields.isBlank(row.callId()))
            .map(row -> entry(row, collection.getAccount()))
            .filter(entry -> entry.event().isFinal() || entry.event().leg() != null)
            .toList();
    list.took(rows.size(), links(headers.get("Link")));
    collections.page(collection, entries, list.partDone());
  }

  /**
   * One call's state as an event.
   *
   * @param body a JSON object
   */
  public CallEvent toEvent(byte[] body, CallKey key) {
    try {
      return translator.toCallEvent(ROWS.readValue(body, BandwidthCallState.class), key.account());
    } catch (java.io.IOException noState) {
      throw new CollectFailedException("Bandwidth's state of a call is not readable", null);
    }
  }

  private static List<BandwidthCallState> read(byte[] body) {
    try {
      BandwidthCallState[] rows = ROWS.readValue(body, BandwidthCallState[].class);
      if (rows != null) {
        return Arrays.stream(rows).filter(row -> row != null).toList();
      }
    } catch (java.io.IOException noList) {
      // said below
    }
    throw new CollectFailedException("Bandwidth's list of calls is not readable", null);
  }

  private boolean isEndedParent(BandwidthCallState row) {
    boolean isLeg =
        !BandwidthFields.isBlank(row.parentCallId()) && !row.parentCallId().equals(row.callId());
    return !isLeg
        && !BandwidthFields.isBlank(row.callId())
        && ENDED.equals(BandwidthCause.normalise(row.state()));
  }

  private ListedCall listed(BandwidthCallState row) {
    Instant endedAt =
        Timestamps.read(row.endTime(), ZoneOffset.UTC, clock.instant()).orElse(clock.instant());
    return new ListedCall(row.callId().strip(), endedAt);
  }

  private Entry entry(BandwidthCallState row, String account) {
    try {
      return new Entry(translator.toCallEvent(row, account), JSON, ROWS.writeValueAsBytes(row));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static List<String> links(Object header) {
    if (header instanceof List<?> several) {
      return several.stream().map(String::valueOf).toList();
    }
    return header == null ? List.of() : List.of(header.toString());
  }
}
