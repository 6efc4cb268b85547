package io.callbridge.verba;

import io.callbridge.recording.RecordingResult;
import io.callbridge.recording.RecordingSearch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What the routes of Verba call, without the routes. */
public final class TestVerba {

  /** The recorder, behind the wire. */
  public interface FarEnd {

    /**
     * @param token null for a request without one
     * @return empty if no answer comes
     */
    Optional<Reply> ask(String action, Map<String, String> parameters, String token);
  }

  /** An answer. */
  public record Reply(int status, String mediaType, String body) {}

  private final FarEnd farEnd;
  private final VerbaRecorders recorders;
  private final VerbaQuestions questions;
  private final RecordingMatches matches;
  private final VerbaTokens tokens;
  private final VerbaAnswers answers;

  /**
   * @param properties as in the configuration
   */
  public TestVerba(Map<String, String> properties, FarEnd farEnd, InstantSource clock) {
    this.farEnd = farEnd;
    VerbaSettings settings =
        new Binder(new MapConfigurationPropertySource(properties))
            .bind("callbridge.verba", VerbaSettings.class)
            .get();
    recorders = new VerbaRecorders(settings);
    questions = new VerbaQuestions(settings);
    matches = new RecordingMatches(questions);
    tokens = new VerbaTokens(clock);
    answers = new VerbaAnswers(clock);
  }

  /** As {@code verba-find-recording} does it. */
  public RecordingResult find(RecordingSearch search) {
    VerbaRecorder recorder = recorders.find(search.recorder());
    RecordingMatch match = matches.begin(search, recorder);
    while (match.isOpen()) {
      matches.take(match, ask(match.question(), recorder));
    }
    return match.result();
  }

  private VerbaAnswer ask(VerbaQuestion question, VerbaRecorder recorder) {
    if (tokens.isPaused(recorder)) {
      return tokens.paused(recorder);
    }
    VerbaSession used = tokens.current(recorder);
    VerbaAnswer answer = askWithToken(question, recorder);
    if (tokens.isWorthRenewing(used == null ? tokens.current(recorder) : used, answer)) {
      tokens.drop(recorder, tokens.current(recorder));
      answer = askWithToken(question, recorder);
    }
    tokens.heard(recorder, answer);
    return answer;
  }

  private VerbaAnswer askWithToken(VerbaQuestion question, VerbaRecorder recorder) {
    VerbaAnswer login = null;
    if (tokens.isMissing(recorder)) {
      login = tokens.renew(recorder, call(questions.login(), recorder));
    }
    return tokens.isReady(recorder) ? call(question, recorder) : login;
  }

  private VerbaAnswer call(VerbaQuestion question, VerbaRecorder recorder) {
    VerbaSession session = question.isLogin() ? null : tokens.current(recorder);
    return farEnd
        .ask(question.action(), question.parameters(), session == null ? null : session.token())
        .map(
            reply ->
                answers.read(
                    question,
                    recorder,
                    reply.status(),
                    reply.mediaType(),
                    reply.body().getBytes(StandardCharsets.UTF_8)))
        .orElseGet(() -> answers.unanswered(new IOException("Read timed out")));
  }
}
