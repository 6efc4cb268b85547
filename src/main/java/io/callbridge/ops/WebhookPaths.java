package io.callbridge.ops;

import io.callbridge.call.ProviderSettings;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.util.AntPathMatcher;

/**
 * Where providers send webhooks, and the CRM clicks. Their routes check the senders, so no login
 * stands before them, and their raw bytes are kept.
 */
@Component
class WebhookPaths {

  /** A part of a path that is a secret is a variable of that name ({@link SecretPath}). */
  private static final List<String> ALWAYS =
      List.of(
          "/api/bandwidth/{account}/clicks/{secret}",
          "/api/bandwidth/{account}/events",
          "/api/click-to-call",
          "/api/click-to-call/{secret}",
          "/api/matrex/**",
          "/api/vonage/{account}/events/{secret}");

  private final AntPathMatcher matcher = new AntPathMatcher();
  private final List<String> patterns;

  WebhookPaths(List<ProviderSettings> providers) {
    this.patterns =
        Stream.concat(
                ALWAYS.stream(),
                providers.stream().flatMap(provider -> provider.webhookPaths().stream()))
            .toList();
  }

  String[] patterns() {
    return patterns.toArray(String[]::new);
  }

  boolean include(String path) {
    return patterns.stream().anyMatch(pattern -> matcher.match(pattern, path));
  }

  /** Whether a part of this path is a secret. */
  boolean hasSecret(String path) {
    return patterns.stream()
        .filter(pattern -> matcher.match(pattern, path))
        .anyMatch(
            pattern -> matcher.extractUriTemplateVariables(pattern, path).containsKey("secret"));
  }
}
