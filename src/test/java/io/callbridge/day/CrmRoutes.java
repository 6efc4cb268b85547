package io.callbridge.day;

import io.callbridge.dispatch.Claim;
import io.callbridge.dispatch.LookAnswers;
import io.callbridge.dispatch.PostAnswers;
import io.callbridge.dispatch.UpdateAnswers;
import io.callbridge.leadsquared.LeadSquaredAnswer;
import io.callbridge.leadsquared.TestLeadSquared;

/**
 * What the routes to the CRM decide, in their order: the body of a request, and which method hears
 * its answer.
 */
public class CrmRoutes {

  private final TestLeadSquared leadSquared;
  private final PostAnswers posts;
  private final LookAnswers looks;
  private final UpdateAnswers updates;

  public CrmRoutes(
      TestLeadSquared leadSquared, PostAnswers posts, LookAnswers looks, UpdateAnswers updates) {
    this.leadSquared = leadSquared;
    this.posts = posts;
    this.looks = looks;
    this.updates = updates;
  }

  /** What is sent; null for a look. */
  public String body(Claim claim) {
    if (claim.isPost()) {
      return leadSquared.toCallLog(claim.getCall(), claim.getCrm());
    }
    return claim.isUpdate()
        ? leadSquared.toActivityUpdate(claim.getActivityId(), claim.getPosted(), claim.getCall())
        : null;
  }

  /** No answer came: the error handlers of the routes. */
  public void unanswered(Claim claim, Exception failure) {
    if (claim.isPost()) {
      posts.unanswered(claim, failure);
    } else if (claim.isUpdate()) {
      updates.unanswered(claim, failure);
    } else {
      looks.unanswered(claim, failure);
    }
  }

  /** No connection was made. */
  public void notSent(Claim claim, Exception failure) {
    if (claim.isPost()) {
      posts.notSent(claim, failure);
    } else {
      unanswered(claim, failure);
    }
  }

  public void answered(Claim claim, int status, String body) {
    LeadSquaredAnswer answer = leadSquared.answer(status, body);
    if (claim.isPost()) {
      posted(claim, answer);
    } else if (claim.isUpdate()) {
      updated(claim, answer);
    } else {
      looked(claim, answer);
    }
  }

  private void posted(Claim claim, LeadSquaredAnswer answer) {
    if (answer.isThrottled()) {
      posts.throttled(claim, answer.recorded());
    } else if (answer.isKeyRefused()) {
      posts.keyRefused(claim, answer.recorded());
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
    } else if (answer.isKeyRefused()) {
      looks.keyRefused(claim, answer.recorded());
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

  private void updated(Claim claim, LeadSquaredAnswer answer) {
    if (answer.isThrottled()) {
      updates.throttled(claim, answer.recorded());
    } else if (answer.isKeyRefused()) {
      updates.keyRefused(claim, answer.recorded());
    } else if (answer.isRefusedForGood()) {
      updates.rejected(claim, answer.recorded());
    } else if (answer.isAccepted()) {
      updates.done(claim, answer.recorded());
    } else {
      updates.again(claim, answer.recorded());
    }
  }
}
