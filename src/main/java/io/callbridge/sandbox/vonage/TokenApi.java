package io.callbridge.sandbox.vonage;

import io.callbridge.sandbox.SandboxOnly;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /token} (section 2). */
@SandboxOnly
@RestController("simulatedVonageTokenApi")
class TokenApi {

  private final VonageSettings settings;
  private final Tokens tokens;

  TokenApi(VonageSettings settings, Tokens tokens) {
    this.settings = settings;
    this.tokens = tokens;
  }

  @PostMapping(
      path = "/simulator/vonage/token",
      consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  Map<String, Object> grant(
      @RequestHeader(required = false) String authorization,
      @RequestBody MultiValueMap<String, String> form) {
    String pair = settings.clientId() + ":" + settings.clientSecret();
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    if (!("Basic " + basic).equals(authorization)) {
      throw new RefusedException(401, Map.of("error", "invalid_client"));
    }
    return tokens.grant(form.toSingleValueMap());
  }
}
