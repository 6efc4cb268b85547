package io.callbridge.leadsquared;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.callbridge.steer.Click;
import io.callbridge.steer.RefusedClickException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * Reads a click on a number in the CRM: JSON, a form or a query, under the names that providers
 * have given the fields (contracts/leadsquared.md, section 7.7).
 */
@Component
class LeadSquaredClicks {

  private static final String PATH = "/click-to-call";

  /** Without case, hyphens and underscores; an earlier name counts before a later one. */
  private static final Map<String, List<String>> ALIASES =
      Map.of(
          "agent", List.of("agentnumber", "agentid", "agent"),
          "customer", List.of("customernumber", "customer"),
          "caller-id",
              List.of("callerid", "virtualnumberwithoutcc", "virtualnumber", "displaynumber"),
          "account", List.of("account"));

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final LeadSquaredSettings settings;

  LeadSquaredClicks(LeadSquaredSettings settings) {
    this.settings = settings;
  }

  /**
   * @param rawPath still percent-encoded; what follows {@code /click-to-call/} is the secret
   * @param rawQuery still percent-encoded; may be null
   * @param mediaType of the body; may be null
   * @param fromHeader the secret of the header; may be null
   * @param body as it came; may be null
   * @throws RefusedClickException if the secret is of no CRM account, or the click can't be read
   */
  public Click read(
      String rawPath, String rawQuery, String mediaType, String fromHeader, byte[] body) {
    Map<String, String> fields = new LinkedHashMap<>();
    addForm(rawQuery == null ? "" : rawQuery, fields);
    String crm = crm(fromHeader, fields.remove("secret"), inPath(rawPath));
    addBody(mediaType, body == null ? new byte[0] : body, fields);
    LeadSquaredSettings.Account account = settings.accounts().get(crm);
    String agent = required("agent", fields, account);
    return new Click(
        crm,
        account.clickAgents().getOrDefault(agent, agent),
        required("customer", fields, account),
        value("caller-id", fields, account).orElse(null),
        value("account", fields, account).orElse(account.clickAccount()));
  }

  private String crm(String... shown) {
    return settings.accounts().entrySet().stream()
        .filter(entry -> entry.getValue().clickSecrets().isAmong(shown))
        .map(Map.Entry::getKey)
        .reduce((one, another) -> one)
        .orElseThrow(() -> new RefusedClickException(401, "The secret is missing or wrong."));
  }

  private static String inPath(String rawPath) {
    int at = rawPath.lastIndexOf(PATH + "/");
    try {
      return at < 0
          ? null
          : UriUtils.decode(rawPath.substring(at + PATH.length() + 1), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException badEscape) {
      return null;
    }
  }

  private static void addBody(String mediaType, byte[] body, Map<String, String> fields) {
    String text = new String(body, StandardCharsets.UTF_8);
    if (text.isBlank()) {
      return;
    }
    String type =
        mediaType == null ? "" : mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (type.equals("application/x-www-form-urlencoded")) {
      addForm(text, fields);
    } else if (type.endsWith("json") || text.stripLeading().startsWith("{")) {
      addJson(text, fields);
    } else {
      throw refused("The body must be JSON or a form.");
    }
  }

  private static void addJson(String text, Map<String, String> fields) {
    JsonNode read;
    try {
      read = JSON.readTree(text);
    } catch (IOException noJson) {
      throw refused("The body is no JSON.");
    }
    if (!read.isObject()) {
      throw refused("The body must be a JSON object.");
    }
    read.fields()
        .forEachRemaining(
            field -> {
              if (field.getValue().isTextual() || field.getValue().isIntegralNumber()) {
                add(field.getKey(), field.getValue().asText(), fields);
              }
            });
  }

  private static void addForm(String text, Map<String, String> fields) {
    for (String pair : text.split("&")) {
      String[] parts = pair.split("=", 2);
      if (parts.length == 2) {
        add(decode(parts[0]), decode(parts[1]), fields);
      }
    }
  }

  /** Where nobody encoded the plus of a number, it has become a blank. */
  private static String decode(String encoded) {
    try {
      return URLDecoder.decode(encoded, StandardCharsets.UTF_8).replaceFirst("^ (?=[0-9])", "+");
    } catch (IllegalArgumentException badEscape) {
      throw refused("The fields are badly encoded.");
    }
  }

  private static void add(String name, String value, Map<String, String> fields) {
    String before = fields.putIfAbsent(plain(name), value.strip());
    if (before != null && !before.equals(value.strip())) {
      throw refused("The field %s stands twice.".formatted(plain(name)));
    }
  }

  private static String plain(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
  }

  private static String required(
      String meaning, Map<String, String> fields, LeadSquaredSettings.Account account) {
    return value(meaning, fields, account)
        .orElseThrow(
            () -> refused("The click names no %s: send %s_number.".formatted(meaning, meaning)));
  }

  /** The owner's own name for a field counts before all others. */
  private static Optional<String> value(
      String meaning, Map<String, String> fields, LeadSquaredSettings.Account account) {
    return Stream.concat(
            Optional.ofNullable(account.clickFields().get(meaning)).stream(),
            ALIASES.get(meaning).stream())
        .map(name -> fields.get(plain(name)))
        .filter(value -> value != null && !value.isEmpty())
        .findFirst();
  }

  private static RefusedClickException refused(String message) {
    return new RefusedClickException(400, message);
  }
}
