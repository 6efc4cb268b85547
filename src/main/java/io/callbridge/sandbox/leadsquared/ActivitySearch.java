package io.callbridge.sandbox.leadsquared;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;

/**
 * Which activities a client asks for (section 7.4).
 *
 * @param from by {@code CreatedOn}, inclusive, UTC
 * @param to by {@code CreatedOn}, inclusive, UTC
 * @param event 21 inbound, 22 outbound
 * @param pageIndex from 1
 * @param pageSize 1 to 1000
 */
record ActivitySearch(
    LocalDateTime from, LocalDateTime to, int event, int pageIndex, int pageSize) {

  static final int LARGEST_PAGE = 1000;

  static ActivitySearch of(JsonBody body) {
    JsonNode parameter = body.fields().path("Parameter");
    JsonNode paging = body.fields().path("Paging");
    var search =
        new ActivitySearch(
            time(parameter, "FromDate"),
            time(parameter, "ToDate"),
            parameter.path("ActivityEvent").asInt(-1),
            paging.path("PageIndex").asInt(1),
            paging.path("PageSize").asInt(100));
    if (search.event < 0) {
      throw RefusedException.because(ErrorAnswer.missing("ActivityEvent"));
    }
    if (search.pageIndex < 1 || search.pageSize < 1 || search.pageSize > LARGEST_PAGE) {
      throw RefusedException.because(ErrorAnswer.invalid("Paging is out of range"));
    }
    return search;
  }

  boolean matches(Activity activity) {
    LocalDateTime createdOn = activity.createdOn();
    return activity.event() == event && !createdOn.isBefore(from) && !createdOn.isAfter(to);
  }

  private static LocalDateTime time(JsonNode parameter, String field) {
    if (!parameter.path(field).isTextual()) {
      throw RefusedException.because(ErrorAnswer.missing(field));
    }
    try {
      return LocalDateTime.parse(parameter.path(field).textValue(), CallLogReader.TIME);
    } catch (DateTimeParseException e) {
      throw RefusedException.because(ErrorAnswer.invalid(field + " is not a valid date"));
    }
  }
}
