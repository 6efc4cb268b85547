package io.callbridge.vonage;

import io.callbridge.collect.Collection;
import io.callbridge.collect.Collections;
import io.callbridge.store.RefreshTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** How the routes of Vonage get and use their tokens, without the routes. */
public final class TestVonageTokens {

  /** An answer. */
  public record Reply(int status, String body) {}

  private final VonageAnswer answers = new VonageAnswer();
  private final VonageFailures failures = new VonageFailures();
  private final VonageTokens tokens;
  private final Function<String, Optional<Reply>> tokenEndpoint;

  /**
   * @param properties as in the configuration
   * @param tokenEndpoint answers a form; empty if no answer comes
   */
  public TestVonageTokens(
      Map<String, String> properties,
      RefreshTokens stored,
      Function<String, Optional<Reply>> tokenEndpoint,
      InstantSource clock) {
    VonageSettings settings =
        new Binder(new MapConfigurationPropertySource(properties))
            .bind("callbridge.vonage", VonageSettings.class)
            .get();
    this.tokens =
        new VonageTokens(
            new VonageAccounts(settings), new Vonage().vonageRefreshTokens(stored), clock);
    this.tokenEndpoint = tokenEndpoint;
  }

  /**
   * Asks for a page of the reports, as {@code vonage-call-api} does it.
   *
   * @param request takes the token; empty if no answer comes
   * @return the page
   */
  public String ask(String account, Function<String, Optional<Reply>> request) {
    Reply reply = send(account, request);
    if (answers.isTokenRefused(reply.status())) {
      tokens.refuse(account, tokens.current(account));
      reply = send(account, request);
    }
    answers.check(reply.status(), "the reports", null);
    return reply.body();
  }

  private Reply send(String account, Function<String, Optional<Reply>> request) {
    if (tokens.isDue(account)) {
      renew(account);
    }
    return request.apply(tokens.current(account)).orElseThrow(TestVonageTokens::unanswered);
  }

  private void renew(String account) {
    VonageRenewal renewal = tokens.begin(account);
    try {
      while (renewal.isOpen()) {
        Reply reply =
            tokenEndpoint.apply(renewal.getForm()).orElseThrow(TestVonageTokens::unanswered);
        tokens.keep(renewal, reply.status(), reply.body().getBytes(StandardCharsets.UTF_8));
      }
    } catch (RuntimeException failure) {
      tokens.failed(renewal, failure);
    } finally {
      tokens.end(renewal);
    }
  }

  private static UncheckedIOException unanswered() {
    return new UncheckedIOException(new IOException("Read timed out"));
  }

  /** As {@code vonage-collect-report} takes a failure. */
  public void failed(Collections collections, Collection pass, RuntimeException failure) {
    collections.failed(pass, failures.reason(failure), failures.retryAfter(failure));
  }
}
