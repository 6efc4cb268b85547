package io.callbridge.sandbox.verba;

/** The recorder answers with an error; its only known code is 2 (section 4.2). */
final class ErrorAnswer extends RuntimeException {

  private ErrorAnswer(String message) {
    super(message, null, false, false);
  }

  static ErrorAnswer notFound() {
    return new ErrorAnswer("The call cannot be found.");
  }

  static ErrorAnswer several() {
    return new ErrorAnswer("More than one call matches the request.");
  }

  static ErrorAnswer badToken() {
    return new ErrorAnswer("This token is expired or never got authenticated.");
  }

  static ErrorAnswer badLogin() {
    return new ErrorAnswer("Authentication failed.");
  }

  static ErrorAnswer badKey() {
    return new ErrorAnswer("The API key is not valid.");
  }

  static ErrorAnswer badRequest(String what) {
    return new ErrorAnswer("Processing Error: " + what);
  }
}
