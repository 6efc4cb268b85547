package io.callbridge.sandbox.leadsquared;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.UpperCamelCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.callbridge.sandbox.SandboxOnly;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The REST host: late recordings, leads and activities (sections 7.2 to 7.4). */
@SandboxOnly
@RestController("simulatedLeadSquaredActivityApi")
@RequestMapping(path = "/simulator/leadsquared/v2", produces = MediaType.APPLICATION_JSON_VALUE)
class ActivityApi {

  @JsonNaming(UpperCamelCaseStrategy.class)
  record UpdatedAnswer(String status, Message message) {

    @JsonNaming(UpperCamelCaseStrategy.class)
    record Message(UUID id, String message) {}
  }

  private final TaskQueue queue;
  private final Activities activities;

  ActivityApi(TaskQueue queue, Activities activities) {
    this.queue = queue;
    this.activities = activities;
  }

  @PostMapping("/Telephony.svc/PhoneCallActivity/Update")
  UpdatedAnswer update(HttpServletRequest request) throws IOException {
    JsonBody body = JsonBody.of(request);
    String id = body.text("ActivityId");
    String recordingUrl = CallLogReader.address(body, "RecordingURL");
    Integer seconds =
        body.textOrNumber("CallDuration") == null
            ? null
            : CallLogReader.duration(body, "CallDuration");
    if (id == null) {
      throw RefusedException.because(ErrorAnswer.missing("ActivityId"));
    }
    if (recordingUrl == null && seconds == null) {
      throw RefusedException.because(ErrorAnswer.missing("RecordingURL"));
    }
    queue.catchUp();
    UUID activityId = uuid(id);
    return activities
        .update(activityId, recordingUrl, seconds)
        .map(activity -> new UpdatedAnswer.Message(activityId, "Activity updated successfully"))
        .map(message -> new UpdatedAnswer("Success", message))
        .orElseThrow(ActivityApi::noSuchActivity);
  }

  @PostMapping("/ProspectActivity.svc/CustomActivity/RetrieveByActivityEvent")
  ActivitiesAnswer find(HttpServletRequest request) throws IOException {
    ActivitySearch search = ActivitySearch.of(JsonBody.of(request));
    queue.catchUp();
    return ActivitiesAnswer.of(search, activities.all());
  }

  @GetMapping("/LeadManagement.svc/RetrieveLeadByPhoneNumber")
  List<Lead> leadsByPhone(@RequestParam String phone) {
    queue.catchUp();
    return activities.all().stream()
        .map(Activity::leadNumber)
        .distinct()
        .map(Lead::of)
        .filter(lead -> lead.hasNumber(phone))
        .toList();
  }

  private static UUID uuid(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw noSuchActivity();
    }
  }

  private static RefusedException noSuchActivity() {
    return RefusedException.because(ErrorAnswer.invalid("ActivityId is not a known activity"));
  }
}
