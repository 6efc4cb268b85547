package io.callbridge.sandbox.bandwidth;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Set;

/** The fields of a request body, checked as they are read (sections 3.1 and 3.5). */
final class CallRequest {

  private static final int LONGEST_URL = 2048;

  private final JsonNode body;

  CallRequest(JsonNode body) {
    this.body = body;
  }

  /** Null if there is none. */
  String text(String name, int longest) {
    JsonNode value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual() || value.textValue().length() > longest) {
      throw invalid(name, "must be a text of at most " + longest + " characters");
    }
    return value.textValue();
  }

  String required(String name) {
    String text = text(name, LONGEST_URL);
    if (text == null || text.isBlank()) {
      throw invalid(name, "must not be blank");
    }
    return text;
  }

  /** Null if there is none. */
  String url(String name) {
    String text = text(name, LONGEST_URL);
    if (text == null) {
      return null;
    }
    try {
      URI url = URI.create(text);
      if (url.getHost() != null && Set.of("http", "https").contains(url.getScheme())) {
        return text;
      }
    } catch (IllegalArgumentException notAnAddress) {
      // the refusal below says it
    }
    throw invalid(name, "only http and https are allowed.");
  }

  String method(String name) {
    String text = text(name, LONGEST_URL);
    if (text == null) {
      return "POST";
    }
    if (!Set.of("GET", "POST").contains(text)) {
      throw invalid(name, "must be GET or POST");
    }
    return text;
  }

  double number(String name, double least, double most, double otherwise) {
    JsonNode value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isNumber() || value.doubleValue() < least || value.doubleValue() > most) {
      throw invalid(name, "must be between %s and %s".formatted(least, most));
    }
    return value.doubleValue();
  }

  /** Null if the URL isn't given. */
  Webhook.Target target(String url, String method) {
    String address = url(url);
    return address == null
        ? null
        : new Webhook.Target(
            address, method(method), text("username", 1024), text("password", 1024));
  }

  static RefusedException invalid(String name, String why) {
    return new RefusedException(ApiError.invalid("Invalid " + name + ": " + why));
  }
}
