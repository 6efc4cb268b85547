package io.callbridge.day;

import io.callbridge.call.Call;
import io.callbridge.day.SimulatedCrm.Reply;
import io.callbridge.dispatch.Claim;
import io.callbridge.dispatch.Dispatcher;
import io.callbridge.dispatch.FindAnswers;
import io.callbridge.dispatch.LookAnswers;
import io.callbridge.dispatch.LostClaimException;
import io.callbridge.dispatch.PostAnswers;
import io.callbridge.dispatch.UpdateAnswers;
import io.callbridge.leadsquared.LeadSquaredAnswer;
import io.callbridge.leadsquared.TestLeadSquared;
import io.callbridge.task.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;

/** Requests on their way to the CRM and answers on their way back, as the routes handle them. */
final class CrmTraffic {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Map<String, SimulatedCrm> crms;
  private final TestLeadSquared leadSquared;
  private final Dispatcher dispatcher;
  private final PostAnswers posts;
  private final LookAnswers looks;
  private final UpdateAnswers updates;
  private final FindAnswers finds;
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
      TestLeadSquared leadSquared,
      Dispatcher dispatcher,
      PostAnswers posts,
      LookAnswers looks,
      UpdateAnswers updates,
      FindAnswers finds,
      Timeline timeline,
      SettableClock clock,
      Random random,
      BiConsumer<Call, String> onPost) {
    this.crms = crms;
    this.leadSquared = leadSquared;
    this.dispatcher = dispatcher;
    this.posts = posts;
    this.looks = looks;
    this.updates = updates;
    this.finds = finds;
    this.timeline = timeline;
    this.clock = clock;
    this.random = random;
    this.onPost = onPost;
  }

  void send(Claim claim, Runnable whenAnswered) {
    String body = body(claim);
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

  private String body(Claim claim) {
    if (claim.isPost()) {
      return leadSquared.toCallLog(claim.getCall(), claim.getCrm());
    }
    if (claim.isLeadSearch()) {
      return leadSquared.toLeadQuery(claim.getPosted());
    }
    return claim.isUpdate()
        ? leadSquared.toActivityUpdate(claim.getActivityId(), claim.getPosted(), claim.getCall())
        : null;
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
      lost(claim);
      return;
    }
    LeadSquaredAnswer answer = leadSquared.answer(reply.status(), reply.body());
    if (claim.isLeadSearch()) {
      finds.leads(claim, answer.recorded(), answer.getLeads());
    } else if (claim.isActivitySearch()) {
      finds.activities(claim, answer.recorded(), fitting(claim, answer), true);
    } else if (claim.isPost()) {
      posted(claim, answer);
    } else if (claim.isUpdate()) {
      updated(claim, answer);
    } else {
      looked(claim, answer);
    }
  }

  private void lost(Claim claim) {
    var timeout = new IOException("Read timed out");
    if (claim.isPost()) {
      posts.unanswered(claim, timeout);
    } else if (claim.isUpdate()) {
      updates.unanswered(claim, timeout);
    } else {
      looks.unanswered(claim, timeout);
    }
  }

  private void posted(Claim claim, LeadSquaredAnswer answer) {
    if (answer.isThrottled()) {
      posts.throttled(claim, answer.recorded());
    } else if (answer.isRefusedForGood()) {
      posts.rejected(claim, answer.recorded());
    } else if (answer.isRefusedForNow()) {
      posts.refusedForNow(claim, answer.recorded());
    } else if (answer.isAccepted()) {
      posts.accepted(claim, answer.recorded(), answer.getRequestId());
    } else {
      posts.ambiguous(claim, answer.recorded());
    }
  }

  private void looked(Claim claim, LeadSquaredAnswer answer) {
    if (answer.isThrottled()) {
      looks.throttled(claim, answer.recorded());
    } else if (answer.isNotFound()) {
      looks.unknown(claim, answer.recorded());
    } else if (answer.isRefusedForGood()) {
      looks.refused(claim, answer.recorded());
    } else if (answer.isDone()) {
      looks.logged(claim, answer.recorded(), answer.getActivityId());
    } else if (answer.isFailed()) {
      looks.failed(claim, answer.recorded());
    } else if (answer.isAccepted()) {
      looks.pending(claim, answer.recorded());
    } else {
      looks.again(claim, answer.recorded());
    }
  }

  private List<String> fitting(Claim claim, LeadSquaredAnswer answer) {
    return leadSquared.fitting(answer, claim.getPosted(), claim.getCrm(), claim.getLeads());
  }

  private void updated(Claim claim, LeadSquaredAnswer answer) {
    if (answer.isThrottled()) {
      updates.throttled(claim, answer.recorded());
    } else if (answer.isRefusedForGood()) {
      updates.rejected(claim, answer.recorded());
    } else if (answer.isAccepted()) {
      updates.done(claim, answer.recorded());
    } else {
      updates.again(claim, answer.recorded());
    }
  }
}
