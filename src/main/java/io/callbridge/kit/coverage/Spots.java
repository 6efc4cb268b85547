package io.callbridge.kit.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import io.callbridge.kit.check.RouteFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/** Finds what a case can run in a route file. */
final class Spots {

  /** How a note begins that says why no case runs a step. */
  static final String EXCUSE = "no case: ";

  private static final Set<String> VERBS = Set.of("get", "post", "put", "delete", "patch", "head");

  private final RouteFile file;
  private final ToLongFunction<Integer> runs;
  private final List<Spot> spots = new ArrayList<>();

  private Spots(RouteFile file, ToLongFunction<Integer> runs) {
    this.file = file;
    this.runs = runs;
  }

  /**
   * @param runs how often the step on a line has run
   */
  static List<Spot> in(RouteFile file, ToLongFunction<Integer> runs) {
    var found = new Spots(file, runs);
    for (JsonNode entry : file.root()) {
      found.rest(entry.path("rest"));
      found.inner(entry, null);
    }
    return List.copyOf(found.spots);
  }

  private void rest(JsonNode rest) {
    for (String verb : VERBS) {
      for (JsonNode operation : rest.path(verb)) {
        int line = file.line(operation, "to");
        add(line, verb + " " + operation.path("path").asText("/"), false, excuse(operation, null));
      }
    }
  }

  /** Whatever stands somewhere below a node. */
  private void inner(JsonNode node, String excuse) {
    String own = excuse(node, excuse);
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      switch (field.getKey()) {
        case "steps" -> steps(field.getValue(), own);
        case "when", "doCatch" ->
            field.getValue().forEach(each -> branch(field.getKey(), each, own));
        case "onException", "onCompletion" -> situations(node, field, own);
        case "otherwise", "doFinally" ->
            branch(field.getKey(), field.getValue(), file.line(node, field.getKey()), own);
        default -> inner(field.getValue(), own);
      }
    }
  }

  private void situations(JsonNode node, Map.Entry<String, JsonNode> field, String excuse) {
    if (field.getValue().isArray()) {
      field.getValue().forEach(each -> inner(each, excuse));
    } else {
      branch(field.getKey(), field.getValue(), file.line(node, field.getKey()), excuse);
    }
  }

  private void branch(String kind, JsonNode branch, String excuse) {
    branch(kind, branch, file.line(branch), excuse);
  }

  /** A branch has been taken if its first step has run; without steps nobody can tell. */
  private void branch(String kind, JsonNode branch, int line, String excuse) {
    String own = excuse(branch, excuse);
    JsonNode first = branch.path("steps").path(0);
    if (first.isObject()) {
      String id = branch.path("id").asText("");
      add(line, (kind + " " + id).strip(), true, own, runsOf(first));
    }
    inner(branch, excuse);
  }

  private void steps(JsonNode steps, String excuse) {
    for (JsonNode step : steps) {
      for (Map.Entry<String, JsonNode> entry : step.properties()) {
        String kind = entry.getKey();
        String own = excuse(entry.getValue(), excuse);
        int line = file.line(step, kind);
        String id = entry.getValue().path("id").asText("");
        add(line, (kind + " " + id).strip(), false, own, runsOf(step));
        if (kind.equals("choice") && !entry.getValue().has("otherwise")) {
          long taken = 0;
          for (JsonNode when : entry.getValue().path("when")) {
            taken += runsOf(when.path("steps").path(0));
          }
          add(
              line,
              kind + " without a branch that fits",
              true,
              own,
              runs.applyAsLong(line) - taken);
        }
        inner(entry.getValue(), excuse);
      }
    }
  }

  /** Camel itself doesn't tell of a {@code doTry}: it has run if its first step has. */
  private long runsOf(JsonNode step) {
    long sum = 0;
    for (Map.Entry<String, JsonNode> entry : step.properties()) {
      sum +=
          entry.getKey().equals("doTry")
              ? runsOf(entry.getValue().path("steps").path(0))
              : runs.applyAsLong(file.line(step, entry.getKey()));
    }
    return sum;
  }

  private void add(int line, String what, boolean isBranch, String excuse) {
    add(line, what, isBranch, excuse, runs.applyAsLong(line));
  }

  private void add(int line, String what, boolean isBranch, String excuse, long count) {
    spots.add(new Spot(file.toString(), line, what, isBranch, excuse, count));
  }

  private static String excuse(JsonNode node, String outer) {
    String note = node.path("note").asText("");
    return note.startsWith(EXCUSE) ? note.substring(EXCUSE.length()) : outer;
  }
}
