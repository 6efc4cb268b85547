package io.callbridge.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.callbridge.call.CallEvent;
import io.callbridge.call.CallFold;
import io.callbridge.call.CallKey;
import io.callbridge.call.ProviderAccounts;
import io.callbridge.dispatch.Answers;
import io.callbridge.dispatch.Budgets;
import io.callbridge.dispatch.Claim;
import io.callbridge.dispatch.Dispatcher;
import io.callbridge.dispatch.PostAnswers;
import io.callbridge.dispatch.Unconfirmed;
import io.callbridge.store.Calls;
import io.callbridge.store.GroupCommit;
import io.callbridge.store.Journal;
import io.callbridge.store.Leaders;
import io.callbridge.store.Pauses;
import io.callbridge.store.Tasks;
import io.callbridge.store.TestSqlite;
import io.callbridge.task.Answer;
import io.callbridge.task.Backoff;
import io.callbridge.task.CrmAccounts;
import io.callbridge.task.PollPlan;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each classic fault, planted where the simulation must find it within a few worlds. */
class PlantedBugsTest {

  private static final int CALLS = 200;
  private static final int MOST_WORLDS = 30;
  private static final Logger LOG = (Logger) LoggerFactory.getLogger("io.callbridge");
  private static Level level;

  @BeforeAll
  static void beQuiet() {
    level = LOG.getLevel();
    LOG.setLevel(Level.OFF);
  }

  @AfterAll
  static void speakAgain() {
    LOG.setLevel(level);
  }

  private static void assertFound(String bug, Parts planted, Invariant by) {
    Set<Invariant> breached = EnumSet.noneOf(Invariant.class);
    long seed = 0;
    while (!breached.contains(by) && seed < MOST_WORLDS) {
      seed++;
      try (var world = new World(seed, CALLS, planted)) {
        world.play().forEach(breach -> breached.add(breach.invariant()));
      }
    }
    System.out.printf("%s: found in world %d by %s%n", bug, seed, breached);
    assertThat(breached).as(bug).contains(by);
  }

  @Test
  void aPostThatLeavesBeforeItIsWrittenDown() {
    assertFound(
        "post before the write-ahead",
        new Parts() {
          @Override
          boolean writesAhead() {
            return false;
          }
        },
        Invariant.ONE_EFFECT);
  }

  @Test
  void aBlindRepeatAfterATimeOut() {
    assertFound(
        "blind repeat after a time-out",
        new Parts() {
          @Override
          PostAnswers posts(Answers answers, PollPlan plan, Backoff backoff, InstantSource clock) {
            return new PostAnswers(answers, plan, backoff, clock) {
              @Override
              public void unanswered(Claim claim, Throwable failure) {
                refusedForNow(claim, new Answer(null, null, "no answer: " + failure));
              }
            };
          }
        },
        Invariant.ONE_EFFECT);
  }

  @Test
  void aTokenBucketInPlaceOfASlidingWindow() {
    assertFound(
        "token bucket",
        new Parts() {
          @Override
          Budgets budgets(CrmAccounts crms, InstantSource clock) {
            return new TokenBuckets(crms, clock, 1);
          }
        },
        Invariant.WITHIN_LIMITS);
  }

  @Test
  void aBudgetThatAStartForgets() {
    assertFound(
        "budget forgotten by a start",
        new Parts() {
          @Override
          Dispatcher dispatcher(
              GroupCommit commits,
              Tasks tasks,
              Calls calls,
              ProviderAccounts providers,
              CrmAccounts crms,
              Budgets budgets,
              Unconfirmed unconfirmed,
              Pauses pauses,
              InstantSource clock) {
            return new Dispatcher(
                commits, tasks, calls, providers, crms, budgets, unconfirmed, pauses, 64, clock) {
              @Override
              public void takeOver() {
                // What was sent before is not asked for.
              }
            };
          }
        },
        Invariant.WITHIN_LIMITS);
  }

  @Test
  void aFoldThatLetsTheLastEventWin() {
    Parts planted =
        new Parts() {
          @Override
          Calls calls(JdbcClient reader, Journal journal, ProviderAccounts providers) {
            return new LastEventWins(reader, journal, providers);
          }
        };
    assertFound("last event wins", planted, Invariant.RIGHT_CONTENT);
    assertFound("last event wins", planted, Invariant.ORDER_IS_NOTHING);
  }

  private static final class LastEventWins extends Calls {

    private final Journal journal;

    LastEventWins(JdbcClient reader, Journal journal, ProviderAccounts providers) {
      super(reader, journal, providers);
      this.journal = journal;
    }

    @Override
    public List<StoredCall> foldChanged(JdbcClient client, int most) {
      return super.foldChanged(client, most).stream().map(this::lastFirst).toList();
    }

    @Override
    public StoredCall get(long id) {
      return lastFirst(super.get(id));
    }

    private StoredCall lastFirst(StoredCall stored) {
      CallKey key = stored.call().key();
      List<CallEvent> ranked = new ArrayList<>();
      for (CallEvent event : journal.eventsOf(key)) {
        ranked.add(Events.ranked(event, ranked.size()));
      }
      return ranked.isEmpty()
          ? stored
          : new StoredCall(stored.id(), stored.crm(), stored.isErased(), CallFold.fold(ranked));
    }
  }

  @Test
  void aDeduplicationThatDropsAnUnfinishedEvent() {
    assertFound(
        "de-duplication before the commit",
        new Parts() {
          @Override
          Journal journal(GroupCommit commits, JdbcClient reader, ProviderAccounts providers) {
            Set<String> known = new HashSet<>();
            return new Journal(commits, reader, providers) {
              @Override
              public boolean append(CallEvent event, String mediaType, byte[] raw) {
                return known.add(event.key() + event.eventKey())
                    && super.append(event, mediaType, raw);
              }
            };
          }
        },
        Invariant.ACKNOWLEDGED_IS_JOURNALED);
  }

  @Test
  void twoLeadersAtOnce() {
    assertFound(
        "two leaders",
        new Parts() {
          @Override
          int processes() {
            return 2;
          }

          @Override
          Leaders leaders(GroupCommit commits, JdbcClient reader) {
            return TestSqlite.anarchy(commits, reader);
          }
        },
        Invariant.WITHIN_LIMITS);
  }
}
