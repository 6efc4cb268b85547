package io.callbridge.sandbox.leadsquared;

/** How a task ends (section 4); the words are those of the status API. */
enum TaskEnd {
  SUCCESS("Success"),
  INNER_ERROR("Success"),
  FAILURE("FAILURE"),
  ERROR("ERROR");

  private final String word;

  TaskEnd(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
