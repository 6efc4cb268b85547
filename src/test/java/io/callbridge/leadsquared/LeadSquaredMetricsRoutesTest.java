package io.callbridge.leadsquared;

import static io.callbridge.Bridge.callStatusOf;
import static io.callbridge.Bridge.completed;
import static io.callbridge.PlayedCrm.json;
import static io.callbridge.PlayedCrm.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.callbridge.Bridge;
import io.callbridge.FullApplication;
import io.callbridge.PlayedCrm;
import io.callbridge.TestAccounts;
import io.callbridge.task.PollPlan;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** LeadSquared is asked how long its queue is. */
@FullApplication
@ExtendWith(OutputCaptureExtension.class)
class LeadSquaredMetricsRoutesTest {

  private static final String METRICS = "/1/api/telephony/logcallcomplete/metrics";

  /** The first look is 5 s after the post. */
  @Autowired Bridge bridge;

  @Autowired PollPlan plan;
  @Autowired JdbcClient store;

  @Test
  void asksAndPutsTheNextFirstLookOff() {
    String account = TestAccounts.spare();
    PlayedCrm.onPath(
        "/" + account + METRICS,
        json(200, "{\"PendingMessages\": 1000, \"ProcessingratePerMinute\": 200}"));

    stillPending(account, "queued-1");

    await().until(() -> !asked(account).isEmpty());
    LoggedRequest request = asked(account).get(0);
    assertThat(request.getMethod().getName()).isEqualTo("GET");
    assertThat(request.getUrl()).isEqualTo("/" + account + METRICS);
    assertThat(request.getHeader("x-api-key")).isEqualTo(PlayedCrm.API_KEY);
    await()
        .untilAsserted(
            () -> {
              Instant now = Instant.now();
              assertThat(plan.firstLook(account, now, 0)).isAfter(now.plusSeconds(200));
            });
    await()
        .untilAsserted(
            () ->
                assertThat(requestsCounted(account))
                    .isEqualTo(
                        PlayedCrm.posts("queued-1").size()
                            + PlayedCrm.looks("r-queued-1").size()
                            + asked(account).size()));
  }

  @Test
  void asksNoMoreWhereThereIsNone(CapturedOutput output) {
    String account = TestAccounts.spare();
    PlayedCrm.onPath("/" + account + METRICS, json(404, ""));

    stillPending(account, "queued-2");

    await().until(() -> !asked(account).isEmpty());
    await().until(() -> output.getOut().contains("CRM account " + account + " has no metrics at"));
    assertThat(asked(account)).hasSize(1);
  }

  private void stillPending(String account, String callId) {
    PlayedCrm.onLook("r-" + callId, sample(200, "status-in-queue.json"));
    bridge.postJson(callStatusOf(account), completed(callId));
  }

  private static List<LoggedRequest> asked(String account) {
    return PlayedCrm.requestsFor("/" + account + METRICS);
  }

  private int requestsCounted(String account) {
    return store
        .sql("SELECT SUM(requests) FROM crm_minute WHERE crm = ?")
        .param(account)
        .query(Integer.class)
        .single();
  }
}
