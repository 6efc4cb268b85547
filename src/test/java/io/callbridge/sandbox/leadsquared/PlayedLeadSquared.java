package io.callbridge.sandbox.leadsquared;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callbridge.sandbox.Seed;
import io.callbridge.sandbox.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** The whole simulator without a server, on a clock that the test sets. */
final class PlayedLeadSquared {

  static final String CALL_LOG =
      """
      {"SourceNumber":"12025550143","DestinationNumber":"12025550155",\
      "DisplayNumber":"12025550199","StartTime":"2026-03-03 16:21:27",\
      "EndTime":"2026-03-03 16:22:41","CallSessionId":"c-1","CallDuration":"73",\
      "Status":"Answered","ResourceURL":"https://media.example.test/r/5b1f0c7e",\
      "Direction":"Inbound"}""";

  static final String BASE = "/simulator/leadsquared";
  static final String CALL_LOGS = BASE + "/1/api/telephony/logcallcomplete";

  private static final ObjectMapper JSON = new ObjectMapper();

  final SettableClock clock = new SettableClock("2026-03-03T16:23:00Z");
  final List<Duration> pauses = new ArrayList<>();
  final MockMvc mvc;

  private PlayedLeadSquared(long seedValue, LeadSquaredSettings settings) {
    var seed = new Seed(seedValue);
    var activities = new Activities(settings.keep());
    var queue =
        new TaskQueue(
            settings.completion(), settings.keep(), activities, seed.stream("tasks"), clock);
    var log = new RequestLog(settings.keep());
    var faults = new Faults(settings.faults(), seed.stream("faults"));
    var admission = new Admission(settings.limits(), faults, log, clock);
    var gateway = new ApiGateway(new Credentials(settings), admission, faults, JSON, pauses::add);
    mvc =
        MockMvcBuilders.standaloneSetup(
                new CallLogApi(settings, queue, clock),
                new ActivityApi(queue, activities),
                new LeadSquaredDesk(settings, queue, activities, log, faults))
            .setControllerAdvice(new Refusals())
            .addFilter(gateway, BASE + "/1/*", BASE + "/v2/*")
            .build();
  }

  /** With settings below {@code callbridge.sandbox.leadsquared}, as name, value, name, value. */
  static PlayedLeadSquared with(String... namesAndValues) {
    return seeded(1, namesAndValues);
  }

  static PlayedLeadSquared seeded(long seed, String... namesAndValues) {
    return new PlayedLeadSquared(seed, settings(namesAndValues));
  }

  /** Everything takes two seconds and goes well. */
  static PlayedLeadSquared steady(String... namesAndValues) {
    List<String> all =
        new ArrayList<>(List.of("completion.p99", "2s", "completion.retry-rate", "0"));
    all.addAll(List.of("completion.error-rate", "0"));
    all.addAll(List.of(namesAndValues));
    return with(all.toArray(String[]::new));
  }

  static LeadSquaredSettings settings(String... namesAndValues) {
    Map<String, String> properties = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.put("callbridge.sandbox.leadsquared." + namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Binder(
            List.of(new MapConfigurationPropertySource(properties)),
            null,
            new ApplicationConversionService())
        .bindOrCreate("callbridge.sandbox.leadsquared", LeadSquaredSettings.class);
  }

  static MockHttpServletRequestBuilder aPost(String body) {
    return post(CALL_LOGS + "/sandbox-token")
        .header("x-api-key", "sandbox-api-key")
        .contentType(MediaType.APPLICATION_JSON)
        .content(body);
  }

  static MockHttpServletRequestBuilder aLook(String requestId) {
    return get(CALL_LOGS + "/status")
        .queryParam("RequestID", requestId)
        .header("x-api-key", "sandbox-api-key");
  }

  static MockHttpServletRequestBuilder aRestPost(String path, String body) {
    return post(BASE + "/v2/" + path)
        .header("x-LSQ-AccessKey", "sandbox-access-key")
        .header("x-LSQ-SecretKey", "sandbox-secret-key")
        .contentType(MediaType.APPLICATION_JSON)
        .content(body);
  }

  int statusOf(MockHttpServletRequestBuilder request) throws Exception {
    return mvc.perform(request).andReturn().getResponse().getStatus();
  }

  JsonNode jsonOf(MockHttpServletRequestBuilder request) throws Exception {
    MvcResult result = mvc.perform(request).andReturn();
    return JSON.readTree(result.getResponse().getContentAsByteArray());
  }

  String accept(String body) throws Exception {
    return jsonOf(aPost(body)).path("RequestID").asText();
  }

  JsonNode look(String requestId) throws Exception {
    return jsonOf(aLook(requestId)).path("TaskStatus");
  }

  JsonNode desk(String path) throws Exception {
    return jsonOf(get(BASE + path));
  }
}
