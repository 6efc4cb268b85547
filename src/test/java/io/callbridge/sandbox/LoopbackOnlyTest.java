package io.callbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class LoopbackOnlyTest {

  @Test
  void guardsEverySimulator() {
    assertThat(new Sandbox().sandboxLoopbackOnly().getUrlPatterns())
        .containsExactly("/simulator/*");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 200",
    "127.9.9.9, 200",
    "0:0:0:0:0:0:0:1, 200",
    "10.0.0.7, 403",
    "192.0.2.1, 403",
    "2001:db8::1, 403"
  })
  void letsThisMachineInAndNobodyElse(String address, int status) throws Exception {
    var request = new MockHttpServletRequest("GET", "/simulator/leadsquared/activities");
    request.setRemoteAddr(address);
    var response = new MockHttpServletResponse();
    var chain = new MockFilterChain();

    new LoopbackOnly().doFilter(request, response, chain);

    assertThat(response.getStatus()).isEqualTo(status);
    assertThat(chain.getRequest() != null).isEqualTo(status == 200);
  }
}
