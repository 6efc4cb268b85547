package io.callbridge.sandbox.bandwidth;

import io.callbridge.sandbox.SandboxOnly;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Sends a refusal to the client. */
@SandboxOnly
@RestControllerAdvice(name = "simulatedBandwidthRefusals", basePackageClasses = Refusals.class)
class Refusals {

  @ExceptionHandler
  ResponseEntity<ApiError> answer(RefusedException refused) {
    ApiError error = refused.error();
    var answer = ResponseEntity.status(error.status()).contentType(MediaType.APPLICATION_JSON);
    if (error.retryAfter() != null) {
      answer.header(HttpHeaders.RETRY_AFTER, error.retryAfter());
    }
    return answer.body(error);
  }
}
