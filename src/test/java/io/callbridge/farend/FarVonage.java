package io.callbridge.farend;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Vonage's tokens and reports (contracts/vonage.md, sections 2 and 6). Its first token is worthless
 * before its time; one account counts its pages from one, the other from zero.
 */
final class FarVonage extends FarEnd {

  static final String FROM_ONE = "1234";
  static final String FROM_ZERO = "1235";
  private static final String REPORTS = "/t/vbc.prod/reports/v1/accounts/";

  private final Map<String, List<List<String>>> pages;
  private final Set<String> good = new HashSet<>();
  private final Set<String> refresh = new HashSet<>();
  private int granted;

  FarVonage(Map<String, List<List<String>>> pages) {
    this.pages = pages;
  }

  @Override
  Answer answer(Request request) {
    return request.path().equals("/token") ? token(request) : report(request);
  }

  private Answer token(Request request) {
    if (!basic("client", "s3cret").equals(request.header("Authorization"))) {
      return complain(401, "no client");
    }
    Map<String, String> form = Request.form(request.body());
    boolean isLogin =
        "password".equals(form.get("grant_type"))
            && "agent@vbc.prod".equals(form.get("username"))
            && "p&ss wörd".equals(form.get("password"));
    boolean isRefresh =
        "refresh_token".equals(form.get("grant_type")) && refresh.remove(form.get("refresh_token"));
    if (!"openid".equals(form.get("scope")) || !isLogin && !isRefresh) {
      return complain(400, "no grant: " + form.get("grant_type"));
    }
    String access = "at." + ++granted;
    good.add(access);
    refresh.add("rt/" + granted + "+=");
    return new Answer(
        201,
        """
        {"id_token": "x.y.z", "scope": "openid", "expires_in": "86400", "token_type": "Bearer",
         "refresh_token": "rt/%d+=", "access_token": "%s"}"""
            .formatted(granted, access),
        "Content-Type",
        "application/json;charset=utf-8");
  }

  private Answer report(Request request) {
    String token = String.valueOf(request.header("authorization")).replace("Bearer ", "");
    if (!good.contains(token)) {
      return complain(401, "a bad token: " + token);
    }
    if (token.equals("at.1")) {
      good.remove(token);
      return new Answer(
          401,
          "<am:fault xmlns:am=\"http://gw.example\"><am:code>900901</am:code></am:fault>",
          "Content-Type",
          "application/xml");
    }
    String account = request.path().replace(REPORTS, "").replace("/call-logs", "");
    Map<String, String> query = request.query();
    if (!pages.containsKey(account)
        || !query.getOrDefault("start:gte", "").matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d")
        || !query.containsKey("start:lte")
        || !query.containsKey("page_size")) {
      return complain(400, "not a report: " + request.path() + "?" + request.rawQuery());
    }
    int asked = Integer.parseInt(query.getOrDefault("page", "0"));
    return account.equals(FROM_ONE) ? fromOne(asked) : fromZero(asked);
  }

  /** Numbers as text, relative links, an older spelling of the number of pages. */
  private Answer fromOne(int page) {
    List<List<String>> all = pages.get(FROM_ONE);
    String next =
        page < all.size() ? "\"next\": {\"href\": \"/call-logs?page=" + (page + 1) + "\"}," : "";
    return new Answer(
        200,
        """
        {"_embedded": {"call_logs": [%s], "others": []}, "total_page": "%d", "new": {"x": 1},
         "_links": {%s "self": {"href": "/call-logs?page=%d", "templated": false}},
         "total_items": "3", "page": "%d", "page_size": "2"}"""
            .formatted(rows(all, page - 1), all.size(), next, page, page),
        "Content-Type",
        "application/hal+json;charset=UTF-8");
  }

  /** Asked for page 1, it gives the second one. */
  private Answer fromZero(int page) {
    List<List<String>> all = pages.get(FROM_ZERO);
    String self = url() + REPORTS + FROM_ZERO + "/call-logs?page=";
    String links =
        "\"first\": {\"href\": \"%s0\"}, \"self\": {\"href\": \"%s%d\"}".formatted(self, self, page)
            + (page > 0 ? ", \"prev\": {\"href\": \"" + self + (page - 1) + "\"}" : "")
            + (page + 1 < all.size()
                ? ", \"next\": {\"href\": \"" + self + (page + 1) + "\"}"
                : "");
    return new Answer(
        200,
        """
        {"page": %d, "total_pages": %d, "_links": {%s},
         "_embedded": {"call_logs": [%s]}, "page_size": 100, "total_items": 2}"""
            .formatted(page, all.size(), links, rows(all, page)),
        "content-type",
        "application/json");
  }

  private static String rows(List<List<String>> all, int index) {
    return index >= all.size() || index < 0
        ? ""
        : all.get(index).stream().collect(Collectors.joining(",\n"));
  }
}
