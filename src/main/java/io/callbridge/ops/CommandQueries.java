package io.callbridge.ops;

import io.callbridge.store.CommandTrail;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Answers {@code GET /api/commands}: who asked a provider for what, newest first. */
@Component
public class CommandQueries {

  private static final int DEFAULT_SIZE = 50;
  private static final int LARGEST_SIZE = 500;
  private static final Set<String> PARAMETERS =
      new TreeSet<>(
          List.of(
              "user", "provider", "account", "operation", "callId", "from", "to", "page", "size"));

  private final CommandTrail trail;

  CommandQueries(CommandTrail trail) {
    this.trail = trail;
  }

  /** A part of a list. */
  public record Page(List<CommandTrail.Line> items, int page, int size, long total) {}

  /**
   * @param rawQuery of the request, still percent-encoded; may be null
   * @throws BadQueryException if a parameter is unknown or has an impossible value
   */
  public Page find(String rawQuery) {
    var parameters = Query.parse(rawQuery, PARAMETERS);
    var query =
        new CommandTrail.Query(
            parameters.value("user"),
            parameters.value("provider"),
            parameters.value("account"),
            parameters.value("operation"),
            parameters.value("callId"),
            parameters.moment("from"),
            parameters.moment("to"));
    int page = parameters.number("page", 0, 0, 1_000_000);
    int size = parameters.number("size", DEFAULT_SIZE, 1, LARGEST_SIZE);
    return new Page(trail.find(query, page, size), page, size, trail.count(query));
  }
}
