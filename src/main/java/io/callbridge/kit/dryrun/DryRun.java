package io.callbridge.kit.dryrun;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callbridge.kit.cases.Difference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compares what was posted with what would be posted by the routes and settings as they are now.
 * Nothing is posted, and the store is only read.
 */
final class DryRun {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final PastStore past;
  private final Replay replay;

  DryRun(PastStore past, Replay replay) {
    this.past = past;
    this.replay = replay;
  }

  /**
   * A call log that would differ.
   *
   * @param call provider, account and id
   * @param words what would become of it, if it isn't a matter of fields; null otherwise
   */
  record Change(String call, String words, List<Difference> fields) {}

  /**
   * @param calls how many were looked at
   * @param posted how many of them were posted
   * @param unreadable events that the routes as they are now can't read, and why
   */
  record Result(int calls, int posted, List<Change> changes, Map<String, String> unreadable) {}

  Result since(Instant since) {
    List<PastCall> calls = past.calls(since);
    Replay.Outcome now = replay.run(calls);
    List<Change> changes = new ArrayList<>();
    for (PastCall call : calls) {
      Change change = change(call, now.posted().get(call.key()), now.states().get(call.key()));
      if (change != null) {
        changes.add(change);
      }
    }
    int posted = (int) calls.stream().filter(call -> call.posted() != null).count();
    return new Result(calls.size(), posted, changes, now.unreadable());
  }

  private static Change change(PastCall call, String body, String state) {
    if (call.posted() == null) {
      boolean wasDecided = call.state() != null && call.state().startsWith("EXCLUDED");
      return body == null || !wasDecided
          ? null
          : new Change(call.key(), "would be posted; it is " + call.state(), List.of());
    }
    if (body == null) {
      String now = state == null ? "nothing would be made of it" : "it would be " + state;
      return new Change(call.key(), "would not be posted: " + now, List.of());
    }
    List<Difference> fields = Difference.between(json(call.posted()), json(body));
    return fields.isEmpty() ? null : new Change(call.key(), null, fields);
  }

  private static JsonNode json(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException noJson) {
      return JSON.getNodeFactory().textNode(body);
    }
  }
}
