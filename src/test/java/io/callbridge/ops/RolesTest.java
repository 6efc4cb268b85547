package io.callbridge.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.callbridge.Bridge;
import io.callbridge.FullApplication;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@FullApplication
class RolesTest {

  @Autowired Bridge bridge;

  @ParameterizedTest
  @CsvSource({
    "vera,  GET,  /api/call-logs,                                  true",
    "vera,  POST, /api/collect/bandwidth/none,                     false",
    "vera,  GET,  /actuator/info,                                  false",
    "oscar, GET,  /api/call-logs,                                  true",
    "oscar, POST, /api/collect/bandwidth/none,                     true",
    "oscar, PUT,  /api/bandwidth/accounts/9900000/calls/c-1/bxml,  false",
    "enid,  POST, /api/collect/bandwidth/none,                     true",
    "enid,  PUT,  /api/bandwidth/accounts/none/calls/c-1/bxml,     true",
    "enid,  GET,  /actuator/info,                                  false",
    "admin, GET,  /actuator/info,                                  true",
  })
  void allowsEachRoleWhatItIsFor(String user, String method, String path, boolean allowed) {
    int status = statusFor(user, FullApplication.PASSWORD, method, path);

    assertThat(status == 403).as("%s %s as %s: %d", method, path, user, status).isEqualTo(!allowed);
    assertThat(status).isNotEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({"vera, wrong", "nobody, pa55word-of-the-admin"})
  void refusesAWrongLogin(String user, String password) {
    assertThat(statusFor(user, password, "GET", "/api/call-logs")).isEqualTo(401);
  }

  private int statusFor(String user, String password, String method, String path) {
    String login =
        Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    return bridge
        .send(
            bridge
                .request(path, null, "Authorization", "Basic " + login)
                .method(method, BodyPublishers.noBody())
                .build())
        .statusCode();
  }
}
