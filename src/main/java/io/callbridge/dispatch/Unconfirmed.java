package io.callbridge.dispatch;

import io.callbridge.store.ActivitySearches;
import io.callbridge.store.ActivitySearches.Search;
import io.callbridge.store.Tasks;
import io.callbridge.task.CrmAccount;
import io.callbridge.task.CrmAccounts;
import io.callbridge.task.Task;
import io.callbridge.task.TaskKind;
import io.callbridge.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Has the activity of every post that becomes unconfirmed looked for, where that is possible. */
public class Unconfirmed {

  /** After the post became unconfirmed (contracts/leadsquared.md, section 5). */
  static final Duration FIRST_CHECK = Duration.ofMinutes(15);

  private static final String CANT_LOOK =
      "; to have its activity looked for, set rest-url, access-key and secret-key of this CRM"
          + " account";

  private final Tasks tasks;
  private final ActivitySearches searches;
  private final CrmAccounts crms;

  public Unconfirmed(Tasks tasks, ActivitySearches searches, CrmAccounts crms) {
    this.tasks = tasks;
    this.searches = searches;
    this.crms = crms;
  }

  /** Within the change that made the post unconfirmed. */
  void begin(JdbcClient client, Task task, String reason, Instant now) {
    boolean canLook = crms.find(task.crm()).map(CrmAccount::takesUpdates).orElse(false);
    searches.begin(client, task.id(), reason, now);
    tasks.parkUnconfirmed(
        client,
        task.id(),
        canLook ? reason : reason + CANT_LOOK,
        canLook ? now.plus(FIRST_CHECK) : null);
  }

  /** For accounts that have been given a REST host since. */
  void wake(JdbcClient client, Instant now) {
    crms.all().stream()
        .filter(CrmAccount::takesUpdates)
        .forEach(account -> searches.wake(client, account.name(), now));
  }

  /** Null for a task whose activity isn't looked for. */
  Search searchOf(Task task) {
    return task.kind() == TaskKind.LOG && task.state() == TaskState.UNCONFIRMED
        ? searches.find(task.id()).orElse(null)
        : null;
  }
}
