package io.callbridge.day;

import io.callbridge.dispatch.Claim;
import io.callbridge.dispatch.FindAnswers;
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
  private final FindAnswers finds;

  public CrmRoutes(
      TestLeadSquared leadSquared,
      PostAnswers posts,
      LookAnswers looks,
      UpdateAnswers updates,
      FindAnswers finds) {
    this.leadSquared = leadSquared;
    this.posts = posts;
    this.looks = looks;
    this.updates = updates;
    this.finds = finds;
  }

  /** What is sent; null for a look, the query for a look for leads. */
  public String body(Claim claim) {
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

  /** No answer came: the error handlers of the routes. */
  public void unanswered(Claim claim, Exception failure) {
    if (claim.isPost()) {
      posts.unanswered(claim, failure);
    } else if (claim.isUpdate()) {
      updates.unanswered(claim, failure);
    } else if (isSearch(claim)) {
      finds.unanswered(claim, failure);
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
    } else if (isSearch(claim)) {
      found(claim, answer);
    } else {
      looked(claim, answer);
    }
  }

  private static boolean isSearch(Claim claim) {
    return claim.isLeadSearch() || claim.isActivitySearch();
  }

  private void found(Claim claim, LeadSquaredAnswer answer) {
    if (answer.isThrottled()) {
      finds.throttled(claim, answer.recorded());
    } else if (answer.isKeyRefused()) {
      finds.keyRefused(claim, answer.recorded());
    } else if (answer.isRefusedForGood()) {
      finds.refused(claim, answer.recorded());
    } else if (claim.isLeadSearch() && answer.isLeads()) {
      finds.leads(claim, answer.recorded(), answer.getLeads());
    } else if (claim.isActivitySearch() && answer.isActivities()) {
      var fitting =
          leadSquared.fitting(answer, claim.getPosted(), claim.getCrm(), claim.getLeads());
      finds.activities(claim, answer.recorded(), fitting, true);
    } else {
      finds.again(claim, answer.recorded());
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
