package io.callbridge.declared;

import io.callbridge.call.Direction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The table of one provider; {@code config/README.md} explains every key. What isn't mapped is not
 * said by its events.
 *
 * @param body null if nothing is said, which is a mistake
 * @param eventKey fields that together make two deliveries the same event; none: the whole body
 * @param parentCallId of an event that is about a leg of another call
 * @param parties by direction
 */
record Provider(
    @DefaultValue Map<String, Account> accounts,
    Body.Form body,
    Sender sender,
    @DefaultValue List<String> eventKey,
    Field callId,
    Field parentCallId,
    Field sequence,
    Status status,
    Way direction,
    @DefaultValue Map<Direction, Way.Parties> parties,
    Field statedAt,
    Field createdAt,
    Field answeredAt,
    Field endedAt,
    Field talkSeconds,
    Field recordingUrl) {

  /** All that is wrong, as ends of sentences that begin with the name of a key. */
  Map<String, List<String>> mistakes() {
    Map<String, List<String>> mistakes = new LinkedHashMap<>();
    if (body == null) {
      mistakes.put("body", List.of("must be form or json"));
      return mistakes;
    }
    need("call-id", callId, mistakes);
    need("sender", sender, mistakes);
    need("status", status, mistakes);
    need("direction", direction, mistakes);
    fields().forEach((name, field) -> mistakes.put(name, field.mistakes(kindOf(name), body)));
    if (sender != null) {
      mistakes.put("sender", sender.mistakes(body));
    }
    if (status != null) {
      mistakes.put("status", status.mistakes(body));
    }
    if (direction != null) {
      mistakes.put("direction", direction.mistakes(body));
    }
    mistakes.put(
        "event-key", eventKey.stream().flatMap(source -> body.whyNot(source).stream()).toList());
    accounts.forEach((name, account) -> mistakes.put("accounts." + name, of(account)));
    return mistakes;
  }

  private static void need(String name, Object value, Map<String, List<String>> mistakes) {
    if (value == null) {
      mistakes.put(name, List.of("is missing"));
    }
  }

  private List<String> of(Account account) {
    List<String> mistakes = new ArrayList<>(account.mistakes());
    if (sender != null) {
      mistakes.addAll(sender.missing(account));
    }
    return mistakes;
  }

  private static Field.Kind kindOf(String name) {
    return name.endsWith("-at")
        ? Field.Kind.TIME
        : name.equals("talk-seconds") ? Field.Kind.DURATION : Field.Kind.TEXT;
  }

  private Map<String, Field> fields() {
    Map<String, Field> fields = new LinkedHashMap<>();
    fields.put("call-id", callId);
    fields.put("parent-call-id", parentCallId);
    fields.put("sequence", sequence);
    fields.put("stated-at", statedAt);
    fields.put("created-at", createdAt);
    fields.put("answered-at", answeredAt);
    fields.put("ended-at", endedAt);
    fields.put("talk-seconds", talkSeconds);
    fields.put("recording-url", recordingUrl);
    parties.forEach(
        (way, who) -> {
          String name = "parties." + way.name().toLowerCase(Locale.ROOT);
          fields.put(name + ".lead", who.lead());
          fields.put(name + ".agent", who.agent());
          fields.put(name + ".display", who.display());
        });
    fields.values().removeIf(Objects::isNull);
    return fields;
  }
}
