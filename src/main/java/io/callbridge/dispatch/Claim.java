package io.callbridge.dispatch;

import io.callbridge.call.Call;
import io.callbridge.store.ActivitySearches.Search;
import io.callbridge.task.CallBudget;
import io.callbridge.task.Task;
import io.callbridge.task.TaskKind;
import io.callbridge.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One request to the CRM that may be sent now: a due task, leased, with the permit for it. It lives
 * for one exchange; a route passes it on and never looks inside further than its names.
 */
public final class Claim {

  private final Task task;
  private final Call call;
  private final Call posted;
  private final Search search;
  private final CallBudget.Permit permit;
  private boolean ended;
  private boolean mayLeave;
  private volatile Integer step;
  private volatile Instant sentAt;

  Claim(Task task, Call call, Call posted, Search search, CallBudget.Permit permit) {
    this.task = task;
    this.call = call;
    this.posted = posted;
    this.search = search;
    this.permit = permit;
  }

  /** Whether a call log is to be posted. */
  public boolean isPost() {
    return task.kind() == TaskKind.LOG && task.state() == TaskState.QUEUED;
  }

  /** Whether an activity is to be updated. */
  public boolean isUpdate() {
    return task.kind() == TaskKind.UPDATE;
  }

  /** Whether the activity of an unconfirmed post is looked for. */
  boolean isSearch() {
    return search != null;
  }

  /** Whether that begins with the leads that have the call's number. */
  public boolean isLeadSearch() {
    return isSearch() && search.leads() == null;
  }

  /** Whether the activities of these leads come next. */
  public boolean isActivitySearch() {
    return isSearch() && search.leads() != null;
  }

  /** The ids of the leads whose activities are looked for. */
  public List<String> getLeads() {
    return search.leads();
  }

  /** Which page of activities is asked for, from 1. */
  public int getPage() {
    return search.page();
  }

  /** Whether its request has been written down, and so may have left. */
  public boolean isUnderWay() {
    return step != null;
  }

  /** The CRM account's name. */
  public String getCrm() {
    return task.crm();
  }

  /** The CRM's id of the request to look at; null for a post. */
  public String getRequestId() {
    return task.requestId();
  }

  /** The activity to update; null for a post. */
  public String getActivityId() {
    return task.activityId();
  }

  /** The call as it was posted; null for a post or a look at one. */
  public Call getPosted() {
    return posted;
  }

  /** The call, with its provider account's defaults. */
  public Call getCall() {
    return call;
  }

  Task task() {
    return task;
  }

  /** How far the search for the activity has come; null unless this goes on with it. */
  Search search() {
    return search;
  }

  /** The CRM answered as it does to those it knows; returns whether that ended a doubt. */
  boolean admitted() {
    return permit.admitted();
  }

  /** The CRM refused it as one too many; returns how long the account's pause is. */
  Duration refused() {
    return permit.refused();
  }

  /** The answer has begun to come, so the request can't arrive any more. */
  void arrived() {
    permit.release();
  }

  /** Ends the permit: at once if nothing was sent. Returns whether this was the first time. */
  synchronized boolean end() {
    if (ended) {
      return false;
    }
    ended = true;
    if (mayLeave) {
      permit.release();
    } else {
      permit.giveBack();
    }
    return true;
  }

  /**
   * Its request is about to be written down, and leaves then.
   *
   * @return false if it has ended, so that it has no permit any more
   */
  synchronized boolean leave() {
    mayLeave = !ended;
    return mayLeave;
  }

  /** It was not written down, so nothing leaves. */
  synchronized void stay() {
    mayLeave = false;
  }

  /** The number of the step written before the request left; null while none was. */
  Integer step() {
    return step;
  }

  /** When its request was written down to leave; null while none was. */
  Instant sentAt() {
    return sentAt;
  }

  void left(int writtenStep, Instant at) {
    sentAt = at;
    step = writtenStep;
  }

  @Override
  public String toString() {
    return what() + call.key();
  }

  private String what() {
    if (isUpdate()) {
      return "update of ";
    }
    return isPost() ? "post of " : isSearch() ? "search for " : "look at ";
  }
}
