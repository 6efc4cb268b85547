package io.callbridge.day;

import io.callbridge.call.Call;
import io.callbridge.day.SimulatedCrm.Reply;
import io.callbridge.dispatch.Claim;
import io.callbridge.dispatch.Dispatcher;
import io.callbridge.dispatch.LostClaimException;
import io.callbridge.task.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;

/** Requests on their way to the CRM and answers on their way back, as the routes handle them. */
final class CrmTraffic {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Map<String, SimulatedCrm> crms;
  private final Dispatcher dispatcher;
  private final CrmRoutes routes;
  private final Timeline timeline;
  private final SettableClock clock;
  private final Random random;
  private final BiConsumer<Call, String> onPost;
  private boolean isCut;

  /**
   * @param onPost is told each call log that leaves
   */
  CrmTraffic(
      Map<String, SimulatedCrm> crms,
      Dispatcher dispatcher,
      CrmRoutes routes,
      Timeline timeline,
      SettableClock clock,
      Random random,
      BiConsumer<Call, String> onPost) {
    this.crms = crms;
    this.dispatcher = dispatcher;
    this.routes = routes;
    this.timeline = timeline;
    this.clock = clock;
    this.random = random;
    this.onPost = onPost;
  }

  void send(Claim claim, Runnable whenAnswered) {
    String body = routes.body(claim);
    try {
      dispatcher.sending(claim, body);
    } catch (LostClaimException lost) {
      dispatcher.done(claim);
      return;
    }
    if (claim.isPost()) {
      onPost.accept(claim.getCall(), body);
    }
    timeline.at(
        clock.instant().plusMillis(20 + random.nextInt(400)),
        () -> arrive(claim, body, whenAnswered));
  }

  /** Ends the process at this end: requests that have left arrive, their answers don't. */
  void cut() {
    isCut = true;
  }

  private void arrive(Claim claim, String body, Runnable whenAnswered) {
    SimulatedCrm crm = crms.get(claim.getCrm());
    Reply reply = reply(crm, claim, body);
    if (claim.isPost()) {
      crm.beginAnswer(claim.getCall().key().callId());
    }
    Duration wait = reply.isLost() ? TIMEOUT : Duration.ofMillis(20 + random.nextInt(1500));
    timeline.at(
        clock.instant().plus(wait),
        () -> {
          if (isCut) {
            return;
          }
          if (claim.isPost() && !reply.isLost()) {
            crm.endAnswer(claim.getCall().key().callId());
          }
          answered(claim, reply);
          dispatcher.done(claim);
          whenAnswered.run();
        });
  }

  private Reply reply(SimulatedCrm crm, Claim claim, String body) {
    Instant now = clock.instant();
    if (claim.isLeadSearch()) {
      return crm.leads(body, now);
    }
    if (claim.isActivitySearch()) {
      return crm.activities(now);
    }
    if (claim.isPost()) {
      return crm.post(body, now);
    }
    return claim.isUpdate() ? crm.update(body, now) : crm.look(claim.getRequestId(), now);
  }

  private void answered(Claim claim, Reply reply) {
    if (reply.isLost()) {
      routes.unanswered(claim, new IOException("Read timed out"));
    } else {
      routes.answered(claim, reply.status(), reply.body());
    }
  }
}
