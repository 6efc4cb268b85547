package io.callbridge.kit.cases;

import io.callbridge.kit.cases.CaseFile.FarEnd;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** How one kind of request is answered in a case: in turn, and the last answer stays. */
final class FarEndAnswers {

  private static final int OK = 200;

  private final Pattern request;
  private final boolean anyQuery;
  private final String containing;
  private final List<Answer> answers;
  private int given;

  /**
   * @param isCut whether the connection ends without an answer
   * @param losesStore whether the store fails before it arrives
   */
  record Answer(
      int status, Map<String, String> headers, byte[] body, boolean isCut, boolean losesStore) {}

  private FarEndAnswers(
      Pattern request, boolean anyQuery, String containing, List<Answer> answers) {
    this.request = request;
    this.anyQuery = anyQuery;
    this.containing = containing;
    this.answers = answers;
  }

  static List<FarEndAnswers> of(Path folder, List<FarEnd> farEnds) {
    List<FarEndAnswers> all = new ArrayList<>();
    for (FarEnd each : farEnds) {
      if (each.request() == null) {
        throw new WrongCaseException("%s: a far end needs a 'request'".formatted(folder));
      }
      all.add(
          new FarEndAnswers(
              pattern(each.request()),
              !each.request().contains("?"),
              each.containing(),
              each.all().stream().map(answer -> answer(folder, answer)).toList()));
    }
    return all;
  }

  /** The same answer to whatever is asked. */
  static FarEndAnswers always(Answer answer) {
    return new FarEndAnswers(Pattern.compile(".*"), true, null, List.of(answer));
  }

  private static Pattern pattern(String request) {
    String[] parts = request.split("\\*", -1);
    var pattern = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      pattern.append(i == 0 ? "" : ".*").append(Pattern.quote(parts[i]));
    }
    return Pattern.compile(pattern.toString());
  }

  private static Answer answer(Path folder, CaseFile.Answer written) {
    Body body = Body.of(folder, written.body(), text -> text);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (body.mediaType() != null) {
      headers.put("Content-Type", body.mediaType());
    }
    if (written.headers() != null) {
      headers.putAll(written.headers());
    }
    int status = written.status() == null ? OK : written.status();
    return new Answer(status, headers, body.bytes(), written.cut(), "down".equals(written.store()));
  }

  boolean fits(String sent, byte[] body) {
    int query = sent.indexOf('?');
    String address = anyQuery && query >= 0 ? sent.substring(0, query) : sent;
    return request.matcher(address).matches()
        && (containing == null || new String(body, StandardCharsets.UTF_8).contains(containing));
  }

  Answer next() {
    Answer next = answers.get(Math.min(given, answers.size() - 1));
    given++;
    return next;
  }
}
