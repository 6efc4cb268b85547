package io.callbridge.sandbox.broadbanddynamics;

/** The media types of section 3.2, each with a way to write a callback. */
enum CallbackForm {
  JSON("application/json") {
    @Override
    String write(Callback callback) {
      return JsonCallback.write(callback);
    }
  },
  XML("application/xml") {
    @Override
    String write(Callback callback) {
      return XmlCallback.write(callback);
    }
  },
  FORM("application/x-www-form-urlencoded") {
    @Override
    String write(Callback callback) {
      return FormCallback.write(callback);
    }
  };

  private final String mediaType;

  CallbackForm(String mediaType) {
    this.mediaType = mediaType;
  }

  String mediaType() {
    return mediaType;
  }

  abstract String write(Callback callback);
}
