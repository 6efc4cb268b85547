package io.callbridge.kit.cases;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callbridge.kit.cases.CaseFile.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.convert.DurationStyle;

/** Plays one case against a running application. */
final class Play {

  private static final Pattern REFERENCE = Pattern.compile("\\{(/[^{}\\s]+)}");
  private static final Duration AT_THE_END = Duration.ofMinutes(2);
  private static final Duration SHORTEST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final int PARTS = 60;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What is told of an answer, besides its status and body. */
  private static final List<String> HEADERS =
      List.of("content-type", "location", "retry-after", "www-authenticate");

  private final Case played;
  private final CaseApplication application;
  private final CaseStore store;
  private final HttpClient http;
  private final Outcome outcome;

  Play(Case played, CaseApplication application, CaseStore store, HttpClient http) {
    this.played = played;
    this.application = application;
    this.store = store;
    this.http = http;
    this.outcome = new Outcome(application, store);
  }

  /** Everything that came out. */
  ObjectNode play(CaseFile file) {
    application.farEnds().play(played.farEnds(file), store::block);
    application.work();
    try {
      file.steps().forEach(this::take);
    } finally {
      store.unblock();
    }
    boolean endsWithAWait =
        !file.steps().isEmpty() && file.steps().get(file.steps().size() - 1).pause() != null;
    if (!endsWithAWait) {
      pass(AT_THE_END);
    }
    return outcome.soFar();
  }

  private void take(Step step) {
    if (step.receive() != null) {
      outcome.answered(receive(step));
      application.work();
    } else if (step.pause() != null) {
      pass(duration(step.pause()));
    } else if ("down".equals(step.store())) {
      store.block();
    } else if ("up".equals(step.store())) {
      store.unblock();
    } else {
      throw new WrongCaseException(
          "%s: a step is 'receive', 'wait', or 'store: down' or 'up'".formatted(played.folder()));
    }
  }

  private Duration duration(String text) {
    try {
      return DurationStyle.detectAndParse(text);
    } catch (IllegalArgumentException wrong) {
      throw new WrongCaseException(
          "%s: 'wait: %s' must be a duration such as 40s or 5m".formatted(played.folder(), text),
          wrong);
    }
  }

  /** In steps that grow while nothing happens, so that a day doesn't take long. */
  private void pass(Duration time) {
    Instant end = application.clock().instant().plus(time);
    Duration longest = longer(LONGEST, time.dividedBy(PARTS));
    Duration step = SHORTEST;
    int requests = application.farEnds().requests().size();
    while (application.clock().instant().isBefore(end)) {
      Duration left = Duration.between(application.clock().instant(), end);
      application.clock().advance(step.compareTo(left) < 0 ? step : left);
      application.work();
      int now = application.farEnds().requests().size();
      step = now > requests ? SHORTEST : shorter(longest, step.multipliedBy(2));
      requests = now;
    }
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private ObjectNode receive(Step step) {
    String[] request = step.receive().split(" ", 2);
    if (request.length != 2) {
      throw new WrongCaseException(
          "%s: 'receive: %s' must be a method and a path"
              .formatted(played.folder(), step.receive()));
    }
    Body body = Body.of(played.folder(), step.body(), this::filled);
    var sent = HttpRequest.newBuilder(URI.create(address(filled(request[1])))).timeout(PATIENCE);
    headers(step, body).forEach(sent::setHeader);
    sent.method(
        request[0],
        body.bytes().length == 0
            ? BodyPublishers.noBody()
            : BodyPublishers.ofByteArray(body.bytes()));
    try {
      return shown(step.receive(), http.send(sent.build(), BodyHandlers.ofByteArray()));
    } catch (IOException failed) {
      throw new UncheckedIOException(step.receive() + " got no answer", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** A case may name the whole address that a far end was given. */
  private String address(String path) {
    String local = path.replaceFirst("^https?://[^/]+", "");
    return "http://127.0.0.1:" + application.port() + local;
  }

  private Map<String, String> headers(Step step, Body body) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (body.mediaType() != null) {
      headers.put("content-type", body.mediaType());
    }
    if (step.user() != null) {
      String both = step.user() + ":" + step.user();
      headers.put(
          "authorization",
          "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
    }
    if (step.headers() != null) {
      step.headers()
          .forEach(
              (name, value) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), filled(value)));
    }
    return headers;
  }

  /** Replaces references such as {@code {/requests/0/body/answerUrl}} by what came out there. */
  private String filled(String text) {
    Matcher references = REFERENCE.matcher(text);
    return references.replaceAll(
        found -> {
          var value = outcome.soFar().at(found.group(1));
          if (value.isMissingNode()) {
            throw new WrongCaseException(
                "%s: nothing has come out at %s yet, but %s"
                    .formatted(played.folder(), found.group(1), outcome.soFar()));
          }
          return Matcher.quoteReplacement(value.asText());
        });
  }

  private ObjectNode shown(String request, HttpResponse<byte[]> response) {
    ObjectNode answer = Texts.JSON.createObjectNode().put("to", request);
    answer.put("status", response.statusCode());
    for (String name : HEADERS) {
      response.headers().firstValue(name).ifPresent(value -> answer.put(name, here(value)));
    }
    if (response.body().length > 0) {
      String body = here(new String(response.body(), StandardCharsets.UTF_8));
      answer.set("body", Texts.readable(body, null));
    }
    return answer;
  }

  /** The port is another one each time. */
  private String here(String text) {
    return text.replace("127.0.0.1:" + application.port(), "localhost");
  }
}
