package io.callbridge.sandbox.bandwidth;

/** A request that the API turns down. */
final class RefusedException extends RuntimeException {

  private final transient ApiError error;

  RefusedException(ApiError error) {
    super(error.description());
    this.error = error;
  }

  ApiError error() {
    return error;
  }
}
