package io.callbridge.sandbox.vonage;

import io.callbridge.sandbox.SandboxOnly;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Sends a refusal to the client. */
@SandboxOnly
@RestControllerAdvice(name = "simulatedVonageRefusals", basePackageClasses = RefusedException.class)
class Refusals {

  @ExceptionHandler
  ResponseEntity<Object> answer(RefusedException refused) {
    return ResponseEntity.status(refused.httpStatus())
        .contentType(MediaType.APPLICATION_JSON)
        .body(refused.body());
  }
}
