package io.callbridge.console;

import io.callbridge.call.Call;
import java.time.Instant;
import java.util.List;

/**
 * What happened to a call, in order.
 *
 * @param fold what its events add up to; null if they can't be added up
 */
record CallStory(List<Chapter> chapters, Call fold) {

  /**
   * One thing that happened.
   *
   * @param kind {@code event}, {@code request} or {@code change}
   * @param title in a few words
   * @param words what was said of it; may be null
   * @param event which of the call's events, from 0; null if it is none
   * @param facts what an event says, by name
   * @param request as sent, for people; null if it was no request or had no body
   * @param status of the answer; null if there is none
   * @param response as answered, for people; may be null
   * @param took from the request to its answer, in ms; null if it is no request or unanswered
   */
  record Chapter(
      Instant at,
      String kind,
      String title,
      String words,
      Integer event,
      List<Fact> facts,
      String request,
      Integer status,
      String response,
      Long took) {}

  record Fact(String name, String value) {}
}
