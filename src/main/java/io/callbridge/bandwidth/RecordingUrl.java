package io.callbridge.bandwidth;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.UriUtils;

/**
 * Where a CRM user can listen to a recording. Bandwidth's own address needs API credentials, so
 * that it opens in nobody's browser (contracts/bandwidth.md, section 6).
 *
 * @param template an http or https address with placeholders: {@code {accountId}}, {@code
 *     {callId}}, {@code {recordingId}}, {@code {mediaUrl}}; values are percent-encoded, but {@code
 *     {mediaUrl}} at the very beginning is not
 */
record RecordingUrl(String template) {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
  private static final Set<String> NAMES = Set.of("accountId", "callId", "recordingId", "mediaUrl");
  private static final String MEDIA_URL_FIRST = "{mediaUrl}";

  RecordingUrl {
    Matcher placeholders = PLACEHOLDER.matcher(template);
    while (placeholders.find()) {
      if (!NAMES.contains(placeholders.group(1))) {
        throw new IllegalArgumentException(
            "a recording URL has no %s; it may have %s".formatted(placeholders.group(), NAMES));
      }
    }
    if (!template.startsWith(MEDIA_URL_FIRST) && !template.matches("https?://[^/{}]+.*")) {
      throw new IllegalArgumentException("a recording URL begins with http://… or https://…");
    }
  }

  /** Reads the setting; Spring calls it. */
  public static RecordingUrl valueOf(String template) {
    return new RecordingUrl(template);
  }

  /**
   * The address of one recording.
   *
   * @param values by placeholder; a value may be null or blank
   * @return empty if a placeholder has no value, or what comes out is no http or https address
   */
  Optional<String> of(Map<String, String> values) {
    var address = new StringBuilder();
    Matcher placeholders = PLACEHOLDER.matcher(template);
    while (placeholders.find()) {
      String value = values.get(placeholders.group(1));
      if (value == null || value.isBlank()) {
        return Optional.empty();
      }
      boolean asIs = placeholders.start() == 0;
      placeholders.appendReplacement(
          address, Matcher.quoteReplacement(asIs ? value.strip() : encoded(value.strip())));
    }
    placeholders.appendTail(address);
    return isAddress(address.toString()) ? Optional.of(address.toString()) : Optional.empty();
  }

  private static String encoded(String value) {
    return UriUtils.encode(value, StandardCharsets.UTF_8);
  }

  private static boolean isAddress(String text) {
    try {
      URI url = new URI(text);
      return url.getHost() != null
          && ("https".equalsIgnoreCase(url.getScheme())
              || "http".equalsIgnoreCase(url.getScheme()));
    } catch (URISyntaxException notAnAddress) {
      return false;
    }
  }

  @Override
  public String toString() {
    return template;
  }
}
