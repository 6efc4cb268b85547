package io.callbridge.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.callbridge.Bridge;
import io.callbridge.FullApplication;
import io.callbridge.task.Limit;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What keeps strangers from wearing the bridge out. */
@FullApplication
class LimitsTest {

  @Autowired Bridge bridge;

  @ParameterizedTest
  @CsvSource({
    "/api/matrex/callstatus/dripping-1/+12025550143, Content-Length: 1000",
    "/api/matrex/callstatus/dripping-2/+12025550143, Transfer-Encoding: chunked",
    "/api/call-logs/1/retry,                         Content-Length: 1000",
    "/login,                                         Content-Length: 1000",
  })
  void endsARequestWhoseBodyDrips(String path, String length) throws Exception {
    long start = System.nanoTime();
    String answer = drip(path, length);

    assertThat(answer).startsWith("HTTP/1.1 408").containsIgnoringCase("Connection: close");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    if (path.contains("dripping")) {
      assertThat(bridge.quarantined(path.substring(0, path.lastIndexOf('/'))))
          .singleElement()
          .satisfies(kept -> assertThat(kept.reason()).startsWith("came too slowly"));
    }
  }

  /**
   * Sends a byte of the body every 100 ms for as long as it is let.
   *
   * @return the answer, as soon as the connection is closed
   */
  private String drip(String path, String length) throws Exception {
    try (var socket = new Socket("127.0.0.1", bridge.port())) {
      socket.setSoTimeout(20_000);
      String head =
          "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n%s\r\n\r\n";
      socket.getOutputStream().write(head.formatted(path, length).getBytes(StandardCharsets.UTF_8));
      var dripping =
          new Thread(
              () -> {
                try {
                  for (int n = 0; n < 150; n++) {
                    String drop = length.startsWith("Content") ? "a" : "1\r\na\r\n";
                    socket.getOutputStream().write(drop.getBytes(StandardCharsets.UTF_8));
                    Thread.sleep(100);
                  }
                } catch (IOException | InterruptedException closed) {
                  // as it should be
                }
              });
      dripping.start();
      byte[] answer = new byte[4000];
      int read = socket.getInputStream().read(answer);
      dripping.interrupt();
      return new String(answer, 0, Math.max(0, read), StandardCharsets.UTF_8);
    }
  }

  @Test
  void takesNoLargeBody() {
    HttpResponse<String> answer =
        bridge.postJson("/api/erase", "x".repeat(BodyFilter.LARGEST + 1), "Authorization", "none");

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("larger than 1 MiB");
  }

  @Test
  void makesWhoFailsToLogInTooOftenWait() {
    for (int n = 0; n < 10; n++) {
      assertThat(login("guessed", "wrong").statusCode()).isEqualTo(401);
    }

    // Where logins are slow, some more are allowed meanwhile.
    HttpResponse<String> late = login("guessed", "wrong");
    for (int n = 0; n < 20 && late.statusCode() == 401; n++) {
      late = login("guessed", "wrong");
    }
    assertThat(late.statusCode()).isEqualTo(429);
    assertThat(Integer.parseInt(late.headers().firstValue("Retry-After").orElseThrow()))
        .isBetween(1, 6);
    assertThat(form("guessed").statusCode()).isEqualTo(429);
    assertThat(login("admin", FullApplication.PASSWORD).statusCode()).isEqualTo(200);
  }

  @Test
  void turnsAwayWhoSendsMoreWebhooksThanAnyProvider() throws Exception {
    var filter =
        new WebhookLimitFilter(
            new WebhookPaths(List.of()),
            new LimitSettings(Limit.valueOf("3/1m"), Limit.valueOf("1/1m"), Duration.ZERO));
    for (int n = 0; n < 3; n++) {
      assertThat(webhook(filter, "192.0.2.7").getStatus()).isEqualTo(200);
    }

    MockHttpServletResponse late = webhook(filter, "192.0.2.7");
    assertThat(late.getStatus()).isEqualTo(429);
    assertThat(late.getHeader("Retry-After")).isEqualTo("20");
    assertThat(webhook(filter, "192.0.2.8").getStatus()).isEqualTo(200);
  }

  private static MockHttpServletResponse webhook(WebhookLimitFilter filter, String sender)
      throws Exception {
    var request = new MockHttpServletRequest("POST", "/api/bandwidth/1/events");
    request.setRemoteAddr(sender);
    var response = new MockHttpServletResponse();
    filter.doFilter(request, response, new MockFilterChain());
    return response;
  }

  private HttpResponse<String> login(String user, String password) {
    String both = user + ":" + password;
    String basic =
        "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    return bridge.send(bridge.request("/api/completeness", null, "Authorization", basic).build());
  }

  /** As a browser does it, with the token of the login page. */
  private HttpResponse<String> form(String user) {
    HttpResponse<String> page =
        bridge.send(bridge.request("/login", null, "Accept", "text/html").build());
    String cookie =
        page.headers().allValues("Set-Cookie").stream()
            .filter(each -> each.startsWith("XSRF-TOKEN="))
            .findFirst()
            .orElseThrow()
            .split(";")[0];
    return bridge.send(
        bridge
            .request("/login", "application/x-www-form-urlencoded", "Cookie", cookie)
            .POST(
                BodyPublishers.ofString(
                    "username=" + user + "&password=x&_csrf=" + cookie.split("=")[1]))
            .build());
  }
}
