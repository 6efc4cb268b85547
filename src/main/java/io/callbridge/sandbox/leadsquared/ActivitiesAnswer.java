package io.callbridge.sandbox.leadsquared;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.UpperCamelCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.UUID;

/**
 * Activities that were found (section 7.4).
 *
 * @param recordCount on all pages
 * @param list this page, oldest first
 */
@JsonNaming(UpperCamelCaseStrategy.class)
record ActivitiesAnswer(int recordCount, List<Found> list) {

  /** One activity; the custom fields have no names. Numbers are text. */
  @JsonNaming(UpperCamelCaseStrategy.class)
  record Found(
      UUID prospectActivityId,
      UUID relatedProspectId,
      String activityEvent,
      String createdOn,
      @JsonProperty("mx_Custom_1") String displayNumber,
      @JsonProperty("mx_Custom_2") String start,
      @JsonProperty("mx_Custom_3") String duration,
      @JsonProperty("mx_Custom_4") String recording,
      @JsonProperty("mx_Custom_5") String source,
      @JsonProperty("mx_Custom_6") String connectorId,
      @JsonProperty("mx_Custom_7") String status) {

    static Found of(Activity activity) {
      return new Found(
          activity.activityId(),
          activity.leadId(),
          Integer.toString(activity.event()),
          CallLogReader.TIME.format(activity.createdOn()),
          activity.displayNumber(),
          CallLogReader.TIME.format(activity.start()),
          Integer.toString(activity.durationSeconds()),
          activity.recordingUrl() == null ? "" : activity.recordingUrl(),
          activity.callerSource(),
          activity.connectorId(),
          activity.status());
    }
  }

  static ActivitiesAnswer of(ActivitySearch search, List<Activity> all) {
    List<Activity> matching = all.stream().filter(search::matches).toList();
    return new ActivitiesAnswer(
        matching.size(),
        matching.stream()
            .skip((search.pageIndex() - 1L) * search.pageSize())
            .limit(search.pageSize())
            .map(Found::of)
            .toList());
  }
}
