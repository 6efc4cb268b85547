package io.callbridge.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class BrowserRequestsTest {

  private final MockHttpServletRequest request =
      new MockHttpServletRequest("POST", "/api/collect/bandwidth/1");

  @Test
  void asksAProgramForNoToken() {
    request.addHeader("Authorization", "Basic eDp5");

    assertThat(BrowserRequests.needToken(request)).isFalse();
  }

  @Test
  void asksForOneWhereASessionLogsIn() {
    request.setRequestedSessionId("s-1");

    assertThat(BrowserRequests.needToken(request)).isTrue();
  }

  @Test
  void asksForOneWhereABrowserAddsTheLoginItRemembers() {
    request.addHeader("Authorization", "Basic eDp5");
    request.addHeader("Sec-Fetch-Site", "cross-site");

    assertThat(BrowserRequests.needToken(request)).isTrue();
  }

  @Test
  void asksTheLoginFormForOne() {
    request.setServletPath("/login");

    assertThat(BrowserRequests.needToken(request)).isTrue();
  }

  @Test
  void asksForNoneWhereNothingChanges() {
    request.setMethod("GET");
    request.setRequestedSessionId("s-1");

    assertThat(BrowserRequests.needToken(request)).isFalse();
  }
}
