package io.callbridge.farend;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Bandwidth's list of calls on three pages (contracts/bandwidth.md, sections 3.4 and 4): it is too
 * busy three times, says when to come back in three ways, and links its pages in three ways.
 */
final class FarBandwidth extends FarEnd {

  static final String ACCOUNT = "9900000";
  private static final String CALLS = "/voice/v2/accounts/" + ACCOUNT + "/calls";

  private final List<List<String>> pages;
  private int requests;

  FarBandwidth(List<List<String>> pages) {
    this.pages = pages;
  }

  @Override
  Answer answer(Request request) {
    if (!basic("caller", "pass:word").equals(request.header("authorization"))) {
      return complain(401, "no login: " + request.path());
    }
    if (!request.path().equals(CALLS)) {
      return new Answer(404, "{\"id\": null, \"type\": \"validation\", \"description\": \"?\"}");
    }
    return switch (++requests) {
      case 1 -> busy(429, "0.4");
      case 2 -> busy(503, inASecond());
      case 3 -> busy(429, "1");
      default -> page(request);
    };
  }

  private static Answer busy(int status, String retryAfter) {
    return new Answer(
        status,
        "{\"id\":null,\"description\":\"x\",\"type\":\"error\"}",
        "retry-after",
        retryAfter);
  }

  private static String inASecond() {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        ZonedDateTime.ofInstant(Instant.now().plusSeconds(1), ZoneOffset.UTC));
  }

  private Answer page(Request request) {
    String token = request.query().get("pageToken");
    if (token == null
        && (!request.query().containsKey("minStartTime")
            || Instant.parse(request.query().get("minStartTime")).isAfter(Instant.now()))) {
      return complain(400, "no beginning: " + request.rawQuery());
    }
    String rows =
        pages.get(token == null ? 0 : token.equals("b/2+=") ? 1 : 2).stream()
            .collect(Collectors.joining(",\n", "[\n", "\n]"));
    String type = "application/json;charset=UTF-8";
    if (token == null) {
      return new Answer(
          200,
          rows,
          "link",
          "<%s?pageSize=1>; rel=\"first\", <?pageToken=b%%2F2%%2B%%3D&x=a,b>; title=\"more, of it\"; rel=\"prefetch next\""
              .formatted(url() + CALLS),
          "Content-Type",
          type);
    }
    return token.equals("b/2+=")
        ? new Answer(
            200,
            rows,
            "LINK",
            "<" + url() + CALLS + "?pageToken=c>;rel=next;type=\"application/json\"",
            "Content-Type",
            type)
        : new Answer(200, rows, "Link", "<" + CALLS + ">; rel=\"first\"", "Content-Type", type);
  }
}
